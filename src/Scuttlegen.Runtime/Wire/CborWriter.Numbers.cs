using System.Numerics;
using System.Text;

namespace Scuttlegen.Wire;

public ref partial struct CborWriter
{
    /// <summary>
    /// Writes an integer of any size: as a plain integer where it fits one, from −2⁶⁴ to 2⁶⁴ − 1, else as a bignum, tag 2 or 3 and a byte string
    /// without leading zeros (RFC 8949 §3.4.3).
    /// </summary>
    public void WriteBigInteger(BigInteger value)
    {
        var isNegative = value.Sign < 0;

        // The bits of the value, or of -1 - n for a negative one: what the argument or the byte string holds.
        var bits = value.GetBitLength();
        if (bits <= 64)
        {
            var number = (Int128)value;
            WriteHead(isNegative ? CborMajorType.NegativeInteger : CborMajorType.UnsignedInteger, (ulong)(isNegative ? ~number : number));
            return;
        }

        var length = (int)((bits + 7) / 8);
        WriteHead(CborMajorType.Tag, (uint)(isNegative ? CborMajorType.NegativeBignum : CborMajorType.UnsignedBignum));
        WriteHead(CborMajorType.ByteString, (uint)length);

        // Two's complement may lead with a byte of nothing but the sign.
        var target = Room(isNegative ? length + 1 : length);
        if (!value.TryWriteBytes(target, out var written, isUnsigned: !isNegative, isBigEndian: true)) ThrowTooSmall();
        if (isNegative)
        {
            if (written > length) target[1..written].CopyTo(target);
            foreach (ref var part in target[..length]) part = (byte)~part;
        }

        _position += length;
    }

    /// <summary>Writes a complex number as an array of its real and imaginary part, each as a float, bit for bit (7 to 19 bytes).</summary>
    public void WriteComplex(Complex value)
    {
        WriteArrayHeader(2);
        WriteDouble(value.Real);
        WriteDouble(value.Imaginary);
    }

    /// <summary>Writes a Unicode scalar value as an unsigned integer (1 to 5 bytes).</summary>
    public void WriteRune(Rune value) => WriteUInt32((uint)value.Value);
}
