namespace Scuttlegen.Wire;

/// <summary>
/// Narrowing and widening of floats that keeps every bit. The hardware's conversions quiet signalling NaNs, so NaNs are moved
/// bit by bit; everything else converts exactly or not at all.
/// </summary>
internal static class FloatBits
{
    private const int DoubleToSingleShift = 52 - 23;
    private const int SingleToHalfShift = 23 - 10;

    public static bool TryNarrow(double value, out float single)
    {
        var bits = BitConverter.DoubleToUInt64Bits(value);
        if (double.IsNaN(value))
        {
            single = BitConverter.UInt32BitsToSingle(
                (uint)(bits >> 63 << 31) | 0x7f80_0000u | ((uint)(bits >> DoubleToSingleShift) & 0x007f_ffffu));
            return (bits & ((1UL << DoubleToSingleShift) - 1)) == 0;
        }

        single = (float)value;
        return BitConverter.DoubleToUInt64Bits(single) == bits;
    }

    public static bool TryNarrow(float value, out Half half)
    {
        var bits = BitConverter.SingleToUInt32Bits(value);
        if (float.IsNaN(value))
        {
            half = BitConverter.UInt16BitsToHalf(
                (ushort)((bits >> 31 << 15) | 0x7c00u | ((bits >> SingleToHalfShift) & 0x03ffu)));
            return (bits & ((1u << SingleToHalfShift) - 1)) == 0;
        }

        half = (Half)value;
        return BitConverter.SingleToUInt32Bits((float)half) == bits;
    }

    public static double Widen(float value)
    {
        if (!float.IsNaN(value)) return value;
        var bits = (ulong)BitConverter.SingleToUInt32Bits(value);
        return BitConverter.UInt64BitsToDouble(
            (bits >> 31 << 63) | 0x7ff0_0000_0000_0000UL | ((bits & 0x007f_ffffUL) << DoubleToSingleShift));
    }

    public static float Widen(Half value)
    {
        if (!Half.IsNaN(value)) return (float)value;
        var bits = (uint)BitConverter.HalfToUInt16Bits(value);
        return BitConverter.UInt32BitsToSingle((bits >> 15 << 31) | 0x7f80_0000u | ((bits & 0x03ffu) << SingleToHalfShift));
    }
}
