using System.Buffers.Binary;

namespace Scuttlegen.Wire;

public ref partial struct CborWriter
{
    /// <summary>Writes a float in the shortest of 3, 5 or 9 bytes that keeps every bit, the payload of a NaN included.</summary>
    public void WriteDouble(double value)
    {
        if (FloatBits.TryNarrow(value, out var single))
        {
            WriteSingle(single);
            return;
        }

        var bytes = Take(9);
        BinaryPrimitives.WriteUInt64BigEndian(bytes[1..], BitConverter.DoubleToUInt64Bits(value));
        bytes[0] = CborMajorType.Double;
    }

    /// <summary>Writes a float in the shortest of 3 or 5 bytes that keeps every bit, the payload of a NaN included.</summary>
    public void WriteSingle(float value)
    {
        if (FloatBits.TryNarrow(value, out var half))
        {
            WriteHalf(half);
            return;
        }

        var bytes = Take(5);
        BinaryPrimitives.WriteUInt32BigEndian(bytes[1..], BitConverter.SingleToUInt32Bits(value));
        bytes[0] = CborMajorType.Single;
    }

    /// <summary>Writes a half-precision float (3 bytes).</summary>
    public void WriteHalf(Half value)
    {
        var bytes = Take(3);
        BinaryPrimitives.WriteUInt16BigEndian(bytes[1..], BitConverter.HalfToUInt16Bits(value));
        bytes[0] = CborMajorType.Half;
    }
}
