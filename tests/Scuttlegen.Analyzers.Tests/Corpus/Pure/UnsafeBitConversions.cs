// silent: bit patterns of floating-point numbers without pointers or byte order
public sealed record Bits(long Double, int Single, ulong Rotated);
public sealed record Floats(double Double, float Single);

public static class BitsReducers
{
    [Reducer]
    public static Bits Apply(Bits state, Floats action) => new(
        BitConverter.DoubleToInt64Bits(action.Double),
        BitConverter.SingleToInt32Bits(action.Single),
        System.Numerics.BitOperations.RotateLeft(BitConverter.DoubleToUInt64Bits(action.Double), 13));
}
