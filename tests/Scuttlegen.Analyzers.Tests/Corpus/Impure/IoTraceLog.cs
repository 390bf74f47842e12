// SCUT1003: System.Diagnostics.Trace reaches every listener of this process at every replay
using System.Diagnostics;

public static class Reducers
{
    [Reducer]
    public static Tally Apply(Tally state, Bumped action)
    {
        Trace.TraceInformation("bumped"); // here
        return state with { Value = state.Value + action.By };
    }
}
