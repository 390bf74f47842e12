// SCUT1014: an expression tree is compiled at run time, or interpreted where there is no JIT
using System.Linq.Expressions;

public static class Rules
{
    public static bool Holds(Expression<Func<int, bool>> rule, int value) => rule.Compile()(value);
}

public static class Reducers
{
    [Reducer]
    public static Tally Apply(Tally state, Bumped action) => Rules.Holds(by => by > 0, action.By) ? state with { Value = action.By } : state; // here
}
