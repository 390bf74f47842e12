// SCUT1015: Unsafe.SkipInit leaves a struct as the stack had it
using System.Runtime.CompilerServices;

public struct Corner { public int X; public int Y; }

public static class Corners
{
    public static int Area(int x)
    {
        Unsafe.SkipInit(out Corner corner);
        corner.X = x;
        return corner.X * corner.Y;
    }
}

public static class Reducers
{
    [Reducer]
    public static Tally Apply(Tally state, Bumped action) => state with { Value = Corners.Area(action.By) }; // here
}
