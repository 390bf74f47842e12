// silent: string.Create with the invariant culture formats each hole by it
using System.Globalization;

public static class Reducers
{
    [Reducer]
    public static Tally Apply(Tally state, Bumped action) => state with { Text = string.Create(CultureInfo.InvariantCulture, $"{state.Value}+{action.By} at {state.At}") };
}
