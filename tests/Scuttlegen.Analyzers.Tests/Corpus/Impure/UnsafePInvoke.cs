// SCUT1015: a native function of the platform decides
using System.Runtime.InteropServices;

public static class Native
{
    [DllImport("mathlib", EntryPoint = "mix")]
    public static extern int Mix(int value);
}

public static class Reducers
{
    [Reducer]
    public static Tally Apply(Tally state, Bumped action) => state with { Value = Native.Mix(action.By) }; // here
}
