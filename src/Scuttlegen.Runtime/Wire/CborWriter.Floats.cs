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

        BinaryPrimitives.WriteUInt64BigEndian(_buffer[(_position + 1)..], BitConverter.DoubleToUInt64Bits(value));
        _buffer[_position] = CborMajorType.Double;
        _position += 9;
    }

    /// <summary>Writes a float in the shortest of 3 or 5 bytes that keeps every bit, the payload of a NaN included.</summary>
    public void WriteSingle(float value)
    {
        if (FloatBits.TryNarrow(value, out var half))
        {
            WriteHalf(half);
            return;
        }

        BinaryPrimitives.WriteUInt32BigEndian(_buffer[(_position + 1)..], BitConverter.SingleToUInt32Bits(value));
        _buffer[_position] = CborMajorType.Single;
        _position += 5;
    }

    /// <summary>Writes a half-precision float (3 bytes).</summary>
    public void WriteHalf(Half value)
    {
        BinaryPrimitives.WriteUInt16BigEndian(_buffer[(_position + 1)..], BitConverter.HalfToUInt16Bits(value));
        _buffer[_position] = CborMajorType.Half;
        _position += 3;
    }
}
