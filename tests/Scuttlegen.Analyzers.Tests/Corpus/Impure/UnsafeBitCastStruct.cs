// SCUT1015: of a struct with several fields, it is the machine's byte order that is seen
using System.Runtime.CompilerServices;

public readonly record struct Point(short X, short Y);

public static class Bits
{
    public static int Of<T>(T value)
        where T : struct => Unsafe.BitCast<T, int>(value);
}

public sealed record Cursor(Point Point, int Bits);

public sealed record Moved(Point Point);

public static class CursorReducer
{
    [Reducer]
    public static Cursor Apply(Cursor state, Moved action) => new(action.Point, Bits.Of(action.Point)); // here
}
