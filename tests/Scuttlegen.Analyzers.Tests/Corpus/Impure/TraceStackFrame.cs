// SCUT1013: new StackTrace finds the caller's method name, which inlining changes
using System.Diagnostics;

public static class Callers
{
    public static int Depth() => new StackTrace().FrameCount;
}

public static class Reducers
{
    [Reducer]
    public static Tally Apply(Tally state, Bumped action) => state with { Value = Callers.Depth() }; // here
}
