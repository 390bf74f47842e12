// SCUT1001 Apply → Stopwatch.GetTimestamp
using System.Diagnostics;

public static class Reducers
{
    [Reducer]
    public static Tally Apply(Tally state, Bumped action)
    {
        Func<long> read = Stopwatch.GetTimestamp; // here
        return state with { Value = read() };
    }
}
