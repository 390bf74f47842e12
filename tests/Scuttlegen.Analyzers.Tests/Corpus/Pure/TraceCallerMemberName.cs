// silent: [CallerMemberName] and [CallerArgumentExpression] tell source text, not paths
using System.Runtime.CompilerServices;

public static class Audits
{
    public static string Of(string what, [CallerMemberName] string member = "", [CallerArgumentExpression(nameof(what))] string expression = "") => member + ":" + expression + ":" + what;
}

public static class Reducers
{
    [Reducer]
    public static Tally Apply(Tally state, Bumped action) => state with { Text = Audits.Of(action.Text) };
}
