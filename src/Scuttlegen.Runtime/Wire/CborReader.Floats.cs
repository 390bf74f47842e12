using System.Buffers.Binary;

namespace Scuttlegen.Wire;

public ref partial struct CborReader
{
    /// <summary>Reads a float, bit for bit.</summary>
    public double ReadDouble()
    {
        var start = _position;
        var initial = PeekByte();
        if (initial == CborMajorType.Half) return FloatBits.Widen(FloatBits.Widen(TakeHalf()));
        if (initial != CborMajorType.Double) return FloatBits.Widen(ReadSingle());
        var value = BitConverter.UInt64BitsToDouble(BinaryPrimitives.ReadUInt64BigEndian(TakeFloat(8)));
        if (FloatBits.TryNarrow(value, out _)) ThrowWideFloat(start);
        return value;
    }

    /// <summary>Reads a float of at most single precision, bit for bit.</summary>
    public float ReadSingle()
    {
        var start = _position;
        if (PeekByte() != CborMajorType.Single) return FloatBits.Widen(ReadHalf());
        var value = BitConverter.UInt32BitsToSingle(BinaryPrimitives.ReadUInt32BigEndian(TakeFloat(4)));
        if (FloatBits.TryNarrow(value, out _)) ThrowWideFloat(start);
        return value;
    }

    /// <summary>Reads a half-precision float.</summary>
    public Half ReadHalf()
    {
        var initial = PeekByte();
        if (initial is CborMajorType.Single or CborMajorType.Double) ThrowOutOfRange(_position, "a narrower float");
        if (initial != CborMajorType.Half) ThrowUnexpected(_position, "a float", initial);
        return TakeHalf();
    }

    private Half TakeHalf() => BitConverter.UInt16BitsToHalf(BinaryPrimitives.ReadUInt16BigEndian(TakeFloat(2)));

    private ReadOnlySpan<byte> TakeFloat(int size)
    {
        var start = _position++;
        return Take((uint)size, start);
    }

    private static void ThrowWideFloat(int offset) =>
        throw new WireFormatException(WireFormatError.NotCanonical, offset, "A float is written in a wider form than its shortest");
}
