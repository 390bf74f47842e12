// SCUT1015: a function pointer into a native library
using System.Runtime.InteropServices;

public static unsafe class Plugin
{
    public static int Score(int value)
    {
        var library = NativeLibrary.Load("scoring");
        var score = (delegate* unmanaged<int, int>)NativeLibrary.GetExport(library, "score");
        return score(value);
    }
}

public static class Reducers
{
    [Reducer]
    public static Tally Apply(Tally state, Bumped action) => state with { Value = Plugin.Score(action.By) }; // here
}
