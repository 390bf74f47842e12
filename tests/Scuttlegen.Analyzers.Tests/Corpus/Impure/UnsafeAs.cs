// SCUT1015: Unsafe.As reads a double's bits as another type
using System.Runtime.CompilerServices;

public static class Bits
{
    public static long Of(double value) => Unsafe.As<double, long>(ref value);
}

public sealed record Reading(long Bits);
public sealed record Measured(double Value);

public static class ReadingReducers
{
    [Reducer]
    public static Reading Apply(Reading state, Measured action) => new(Bits.Of(action.Value)); // here
}
