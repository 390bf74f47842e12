// SCUT1003 Apply → Debug.WriteLine
// SCUT1003 Apply → Trace.TraceInformation
using System.Diagnostics;

public static class Reducers
{
    [Reducer]
    public static Tally Apply(Tally state, Bumped action)
    {
        Debug.WriteLine(action.By); // here
        Trace.TraceInformation("reduced"); // here
        return state;
    }
}
