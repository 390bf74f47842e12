using System.Numerics;
using System.Text;

namespace Scuttlegen.Wire;

public ref partial struct CborReader
{
    /// <summary>Reads an integer of any size.</summary>
    public BigInteger ReadBigInteger()
    {
        var start = _position;
        var initial = PeekByte();
        switch (initial >> 5)
        {
            case CborMajorType.UnsignedInteger:
                return ReadArgument();
            case CborMajorType.NegativeInteger:
                return ~(Int128)ReadArgument();
            case CborMajorType.Tag:
                break;
            default:
                ThrowUnexpected(start, "an integer", initial);
                break;
        }

        var tag = ReadArgument();
        RequireDepth(start);
        if (tag is not (CborMajorType.UnsignedBignum or CborMajorType.NegativeBignum)) ThrowOutOfRange(start, "an integer of any size: it has another tag");
        var bytes = ReadBytes();
        if (bytes.Length <= sizeof(ulong) || bytes[0] == 0)
            throw new WireFormatException(WireFormatError.NotCanonical, start, "A bignum is written in a longer form than its shortest");
        var magnitude = new BigInteger(bytes, isUnsigned: true, isBigEndian: true);
        return tag == CborMajorType.UnsignedBignum ? magnitude : BigInteger.MinusOne - magnitude;
    }

    /// <summary>Reads a complex number, bit for bit.</summary>
    public Complex ReadComplex()
    {
        ReadArrayHeader(2);
        var real = ReadDouble();
        return new Complex(real, ReadDouble());
    }

    /// <summary>Reads a Unicode scalar value.</summary>
    public Rune ReadRune()
    {
        var start = _position;
        var value = ReadUInt32();
        if (!Rune.IsValid(value)) ThrowOutOfRange(start, "a Unicode scalar value");
        return new Rune(value);
    }
}
