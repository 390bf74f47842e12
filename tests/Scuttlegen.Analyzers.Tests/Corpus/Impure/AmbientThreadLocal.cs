// SCUT1016: a ThreadLocal's value belongs to the thread
using System.Threading;

public static class Depth
{
    private static readonly ThreadLocal<int> Level = new(() => 0);
    public static int Current() => Level.Value;
}

public static class Reducers
{
    [Reducer]
    public static Tally Apply(Tally state, Bumped action) => state with { Value = Depth.Current() }; // here
}
