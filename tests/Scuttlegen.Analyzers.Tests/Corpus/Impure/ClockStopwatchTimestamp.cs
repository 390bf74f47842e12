// SCUT1001: Stopwatch.GetTimestamp counts ticks since this machine booted
using System.Diagnostics;

public static class Reducers
{
    [Reducer]
    public static Tally Apply(Tally state, Bumped action) => state with { Value = Stopwatch.GetTimestamp() }; // here
}
