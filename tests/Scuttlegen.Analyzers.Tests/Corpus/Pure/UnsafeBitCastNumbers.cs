// silent: the bits of a number, or of an enum, are one number of that size on every machine
using System.Runtime.CompilerServices;

public enum Color
{
    Red,
    Green,
}

public static class Bits
{
    public static int Of<T>(T value)
        where T : struct, Enum => Unsafe.BitCast<T, int>(value);
}

public sealed record Paint(Color Color, long Weight);

public sealed record Mixed(Color Color, double Weight);

public static class PaintReducer
{
    [Reducer]
    public static Paint Apply(Paint state, Mixed action) => Bits.Of(action.Color) > Bits.Of(state.Color) ? new(action.Color, Unsafe.BitCast<double, long>(action.Weight)) : state;
}
