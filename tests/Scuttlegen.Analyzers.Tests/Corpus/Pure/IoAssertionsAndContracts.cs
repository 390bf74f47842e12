// silent: assertions and argument checks do nothing when they hold
using System.Diagnostics;

public static class Reducers
{
    [Reducer]
    public static Tally Apply(Tally state, Bumped action)
    {
        ArgumentNullException.ThrowIfNull(action);
        ArgumentOutOfRangeException.ThrowIfNegative(action.By);
        Debug.Assert(state.Value >= 0);
        return action.By > 100 ? throw new InvalidOperationException("too far") : state with { Value = checked(state.Value + action.By) };
    }
}
