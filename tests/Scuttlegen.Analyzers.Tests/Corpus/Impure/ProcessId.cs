// SCUT1003 Apply → Process.Id
using System.Diagnostics;

public static class Reducers
{
    [Reducer]
    public static Tally Apply(Tally state, Bumped action) => state with { Value = Process.GetCurrentProcess().Id }; // here
}
