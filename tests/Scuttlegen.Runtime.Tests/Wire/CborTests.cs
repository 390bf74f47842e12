using CsCheck;
using Scuttlegen.Wire;
using Oracle = System.Formats.Cbor;

namespace Scuttlegen.Tests.Wire;

/// <summary>Our codec against an independent one, and against RFC 8949's own examples.</summary>
public class CborTests
{
    private delegate void Write(ref CborWriter writer);

    private delegate T Read<T>(ref CborReader reader);

    private static byte[] Encode(Write write)
    {
        var writer = new CborWriter(new byte[4096]);
        write(ref writer);
        return writer.Written.ToArray();
    }

    private static T Decode<T>(byte[] bytes, Read<T> read)
    {
        var reader = new CborReader(bytes);
        var value = read(ref reader);
        reader.EnsureEnd();
        return value;
    }

    private static WireFormatException Refused(string hex) => Assert.Throws<WireFormatException>(() =>
    {
        var reader = new CborReader(Convert.FromHexString(hex));
        reader.SkipValue();
        reader.EnsureEnd();
    });

    [Fact]
    public void Signed_integers_round_trip_and_agree_with_the_oracle() => Gen.Long.Sample(value =>
    {
        var bytes = Encode((ref CborWriter w) => w.WriteInt64(value));
        var oracle = new Oracle.CborWriter(Oracle.CborConformanceMode.Canonical);
        oracle.WriteInt64(value);
        Assert.Equal(oracle.Encode(), bytes);
        Assert.Equal(value, Decode(bytes, (ref CborReader r) => r.ReadInt64()));
    });

    [Fact]
    public void Unsigned_integers_round_trip_and_agree_with_the_oracle() => Gen.ULong.Sample(value =>
    {
        var bytes = Encode((ref CborWriter w) => w.WriteUInt64(value));
        var oracle = new Oracle.CborWriter(Oracle.CborConformanceMode.Canonical);
        oracle.WriteUInt64(value);
        Assert.Equal(oracle.Encode(), bytes);
        Assert.Equal(value, Decode(bytes, (ref CborReader r) => r.ReadUInt64()));
    });

    [Fact]
    public void Strings_round_trip_and_agree_with_the_oracle() => Gen.String[Gen.Frequency((9, Gen.Char['a', 'z']), (1, Gen.Char['\0', '\ud7ff'])), 0, 300].Sample(value =>
    {
        var bytes = Encode((ref CborWriter w) => w.WriteString(value));
        var oracle = new Oracle.CborWriter(Oracle.CborConformanceMode.Canonical);
        oracle.WriteTextString(value);
        Assert.Equal(oracle.Encode(), bytes);
        Assert.Equal(value, Decode(bytes, (ref CborReader r) => r.ReadString()));
    });

    [Fact]
    public void Doubles_keep_every_bit_in_their_shortest_form() => Gen.OneOf(Gen.ULong.Select(BitConverter.UInt64BitsToDouble), Gen.Float.Select(f => (double)f), Gen.Int.Select(i => (double)i)).Sample(value =>
    {
        var bytes = Encode((ref CborWriter w) => w.WriteDouble(value));
        var decoded = Decode(bytes, (ref CborReader r) => r.ReadDouble());
        Assert.Equal(BitConverter.DoubleToUInt64Bits(value), BitConverter.DoubleToUInt64Bits(decoded));
        if (double.IsNaN(value)) return;

        // The oracle reads what we write, and would not have found a shorter form.
        Assert.Equal(value, new Oracle.CborReader(bytes).ReadDouble());
        var isHalf = !double.IsNaN((double)(Half)value) && (double)(Half)value == value;
        Assert.Equal(isHalf ? 3 : (double)(float)value == value ? 5 : 9, bytes.Length);
    });

    [Theory]
    [InlineData(0x7ff0_0000_0000_0001)] // a signalling NaN
    [InlineData(0x7ff8_0000_0000_0000)]
    [InlineData(0xfff8_0000_0000_0000)]
    [InlineData(0x7ff4_0000_0000_0000)]
    [InlineData(0x7fff_ffff_ffff_ffff)]
    [InlineData(0x8000_0000_0000_0000)] // negative zero
    public void Odd_doubles_keep_every_bit(ulong bits)
    {
        var bytes = Encode((ref CborWriter w) => w.WriteDouble(BitConverter.UInt64BitsToDouble(bits)));
        Assert.Equal(bits, BitConverter.DoubleToUInt64Bits(Decode(bytes, (ref CborReader r) => r.ReadDouble())));
    }

    // RFC 8949, Appendix A.
    [Theory]
    [InlineData(0.0, "f90000")]
    [InlineData(-0.0, "f98000")]
    [InlineData(1.1, "fb3ff199999999999a")]
    [InlineData(65504.0, "f97bff")]
    [InlineData(100000.0, "fa47c35000")]
    [InlineData(1.0e+300, "fb7e37e43c8800759c")]
    [InlineData(5.960464477539063e-8, "f90001")]
    [InlineData(double.PositiveInfinity, "f97c00")]
    [InlineData(double.NaN, "f9fe00")] // .NET's NaN has its sign bit set
    public void Doubles_are_the_examples_of_the_rfc(double value, string hex) =>
        Assert.Equal(hex, Convert.ToHexStringLower(Encode((ref CborWriter w) => w.WriteDouble(value))));

    [Theory]
    [InlineData("1800", WireFormatError.NotCanonical)] // 0 in two bytes
    [InlineData("190017", WireFormatError.NotCanonical)]
    [InlineData("1a0000ffff", WireFormatError.NotCanonical)]
    [InlineData("1b00000000ffffffff", WireFormatError.NotCanonical)]
    [InlineData("fa3fc00000", WireFormatError.NotCanonical)] // 1.5 fits a half
    [InlineData("fb3ff8000000000000", WireFormatError.NotCanonical)]
    [InlineData("fb7ff8000000000000", WireFormatError.NotCanonical)] // a NaN whose payload fits a half
    [InlineData("9fff", WireFormatError.NotAllowed)] // indefinite length
    [InlineData("1c", WireFormatError.NotAllowed)] // reserved
    [InlineData("f7", WireFormatError.NotAllowed)] // undefined
    [InlineData("a2616201616102", WireFormatError.NotAllowed)] // keys out of order
    [InlineData("a2616101616102", WireFormatError.NotAllowed)] // a key twice
    [InlineData("62c328", WireFormatError.InvalidText)]
    [InlineData("4401", WireFormatError.Truncated)]
    [InlineData("9b7fffffffffffffff", WireFormatError.Truncated)] // an array longer than the input
    [InlineData("0000", WireFormatError.TrailingBytes)]
    [InlineData("", WireFormatError.Truncated)]
    public void What_is_not_deterministic_is_refused(string hex, WireFormatError error) => Assert.Equal(error, Refused(hex).Error);

    [Fact]
    public void Nesting_is_limited()
    {
        Assert.Equal(WireFormatError.TooDeep, Refused(new string('8', 0) + string.Concat(Enumerable.Repeat("81", 10_000)) + "00").Error);
        var reader = new CborReader(Convert.FromHexString(string.Concat(Enumerable.Repeat("81", WireLimits.MaxDepth)) + "00"));
        reader.SkipValue();
    }

    [Fact]
    public void An_error_names_the_offset()
    {
        var error = Refused("83010218ff" + "1800"[..2]);
        Assert.Equal(5, error.Offset);
    }

    // Code units, because an attribute's own strings are UTF-8 and cannot hold a lone surrogate.
    [Theory]
    [InlineData(new[] { 0x61, 0xd800, 0x62 }, 1)]
    [InlineData(new[] { 0xdc00 }, 0)]
    [InlineData(new[] { 0xd800 }, 0)]
    public void A_lone_surrogate_cannot_be_written(int[] units, int index)
    {
        var text = string.Concat(units.Select(unit => (char)unit));
        var error = Assert.Throws<WireFormatException>(() => Encode((ref CborWriter w) => w.WriteString(text)));
        Assert.Equal(WireFormatError.InvalidText, error.Error);
        Assert.Equal(index, error.Offset);
    }

    [Fact]
    public void Integers_out_of_range_are_refused()
    {
        Assert.Equal(WireFormatError.OutOfRange, Assert.Throws<WireFormatException>(() => Decode(Convert.FromHexString("1b7fffffffffffffff"), (ref CborReader r) => r.ReadInt32())).Error);
        Assert.Equal(WireFormatError.OutOfRange, Assert.Throws<WireFormatException>(() => Decode(Convert.FromHexString("1b8000000000000000"), (ref CborReader r) => r.ReadInt64())).Error);
        Assert.Equal(WireFormatError.OutOfRange, Assert.Throws<WireFormatException>(() => Decode(Convert.FromHexString("3b8000000000000000"), (ref CborReader r) => r.ReadInt64())).Error);
        Assert.Equal(WireFormatError.UnexpectedType, Assert.Throws<WireFormatException>(() => Decode(Convert.FromHexString("20"), (ref CborReader r) => r.ReadUInt64())).Error);
    }

    /// <summary>The reader either accepts bytes as the one encoding of a value, or refuses them: nothing else comes out of it.</summary>
    [Fact]
    public void Random_bytes_are_accepted_or_refused() => Gen.Byte.Array[0, 40].Sample(
        bytes =>
        {
            try
            {
                var reader = new CborReader(bytes);
                Assert.Equal(bytes.AsSpan(0, reader.SkipValue().Length), bytes.AsSpan(0, reader.Position));
            }
            catch (WireFormatException refused)
            {
                Assert.InRange(refused.Offset, 0, bytes.Length);
            }
        },
        iter: 100_000);
}
