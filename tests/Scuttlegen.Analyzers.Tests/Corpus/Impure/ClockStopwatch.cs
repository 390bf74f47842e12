// SCUT1001 Apply → Stopwatch.StartNew
// SCUT1001 Apply → Stopwatch.ElapsedTicks
using System.Diagnostics;

public static class Reducers
{
    [Reducer]
    public static Tally Apply(Tally state, Bumped action)
    {
        var watch = Stopwatch.StartNew(); // here
        return state with { Value = watch.ElapsedTicks }; // here
    }
}
