using System.Collections.Immutable;
using CsCheck;
using Scuttlegen.Generators.Tests.Fixtures;
using Scuttlegen.Generators.Tests.Support;

namespace Scuttlegen.Generators.Tests.Codecs;

/// <summary>Every member type comes back bit for bit, in exactly the bytes that an independent encoder writes.</summary>
public sealed class RoundTripTests
{
    private static readonly Gen<string> Text = Gen.Char.Where(c => !char.IsSurrogate(c)).Array[0, 40].Select(c => new string(c));

    private static readonly Gen<Guid> AnyGuid = Gen.Byte.Array[16].Select(b => new Guid(b));

    private static readonly Gen<decimal> AnyDecimal = Gen.Select(Gen.Int, Gen.Int, Gen.Int, Gen.Bool, Gen.Byte[0, 28])
        .Select((low, middle, high, negative, scale) => new decimal(low, middle, high, negative, scale));

    private static readonly Gen<PeerId> AnyPeer = Gen.Byte.Array[PeerId.Size].Select(b => new PeerId(b));

    private static readonly Gen<Address> AnyAddress =
        Gen.Select(Text, Gen.Int.Nullable(), Text.Null()).Select((street, number, note) => new Address(street, number) { Note = note });

    [Fact]
    public void Small_action() =>
        Gen.Select(Gen.Int, Text, AnyGuid, Gen.Bool).Select((a, b, c, d) => new Small(a, b, c, d)).Sample(x =>
            Assert.Equal(x, Codec.RoundTrip(x, x.Number, x.Text, Bytes(x.Id), x.Flag)));

    [Fact]
    public void Integers() =>
        Gen.Select(
                Gen.Select(Gen.SByte, Gen.Byte, Gen.Short, Gen.UShort, Gen.Int, Gen.UInt, Gen.Long, Gen.ULong),
                Gen.Select(Gen.ULong, Gen.ULong, Gen.Char, Gen.Bool))
            .Select((a, b) => new Fixtures.Integers(
                a.Item1, a.Item2, a.Item3, a.Item4, a.Item5, a.Item6, a.Item7, a.Item8,
                (Int128)new UInt128(b.Item1, b.Item2), new UInt128(b.Item2, b.Item1), b.Item3, b.Item4))
            .Sample(x => Assert.Equal(x, Codec.RoundTrip(
                x, x.A, x.B, x.C, x.D, x.E, x.F, x.G, x.H, Bytes((UInt128)x.I), Bytes(x.J), (int)x.K, x.L)));

    [Fact]
    public void Extreme_integers()
    {
        var least = new Fixtures.Integers(
            sbyte.MinValue, 0, short.MinValue, 0, int.MinValue, 0, long.MinValue, 0, Int128.MinValue, 0, '\0', false);
        var most = new Fixtures.Integers(
            sbyte.MaxValue, byte.MaxValue, short.MaxValue, ushort.MaxValue, int.MaxValue, uint.MaxValue, long.MaxValue, ulong.MaxValue,
            Int128.MaxValue, UInt128.MaxValue, '\ud800', true);
        Assert.Equal(least, Codec.Read<Fixtures.Integers>(Codec.Write(least)));
        Assert.Equal(most, Codec.Read<Fixtures.Integers>(Codec.Write(most)));
    }

    [Fact]
    public void Floats() =>
        Gen.Select(Gen.UShort, Gen.UInt, Gen.ULong, AnyDecimal)
            .Select((a, b, c, d) => new Fixtures.Floats(
                BitConverter.UInt16BitsToHalf(a), BitConverter.UInt32BitsToSingle(b), BitConverter.UInt64BitsToDouble(c), d))
            .Sample(x =>
            {
                var read = Codec.Read<Fixtures.Floats>(Codec.Write(x));
                Assert.Equal(BitConverter.HalfToUInt16Bits(x.A), BitConverter.HalfToUInt16Bits(read.A));
                Assert.Equal(BitConverter.SingleToUInt32Bits(x.B), BitConverter.SingleToUInt32Bits(read.B));
                Assert.Equal(BitConverter.DoubleToUInt64Bits(x.C), BitConverter.DoubleToUInt64Bits(read.C));
                Assert.Equal(decimal.GetBits(x.D), decimal.GetBits(read.D));
                if (!Half.IsNaN(x.A) && !float.IsNaN(x.B) && !double.IsNaN(x.C)) Codec.RoundTrip(x, x.A, x.B, x.C, Bytes(x.D));
            });

    [Theory]
    [InlineData("0")]
    [InlineData("0.00")]
    [InlineData("1.0")]
    [InlineData("1.00")]
    [InlineData("-79228162514264337593543950335")]
    [InlineData("0.0000000000000000000000000001")]
    public void Decimals_keep_scale_and_sign(string text)
    {
        var value = decimal.Parse(text, System.Globalization.CultureInfo.InvariantCulture);
        foreach (var x in new[] { value, decimal.Negate(value) })
        {
            var read = Codec.RoundTrip(new Fixtures.Floats(default, 0, 0, x), (Half)0, (Half)0, (Half)0, Bytes(x));
            Assert.Equal(decimal.GetBits(x), decimal.GetBits(read.D));
        }
    }

    [Fact]
    public void Times() =>
        Gen.Select(Gen.Long[0, DateTime.MaxValue.Ticks], Gen.Int[0, 2], Gen.Int[-840, 840], Gen.Long)
            .Select((ticks, kind, offset, span) => new Fixtures.Times(
                new DateTime(ticks, (DateTimeKind)kind),
                Offset(ticks, offset),
                DateOnly.FromDateTime(new DateTime(ticks)),
                TimeOnly.FromDateTime(new DateTime(ticks)),
                new TimeSpan(span)))
            .Sample(x =>
            {
                var read = Codec.RoundTrip(
                    x,
                    ((ulong)x.A.Ticks * 4) + (ulong)x.A.Kind,
                    new object[] { x.B.UtcTicks, x.B.TotalOffsetMinutes },
                    x.C.DayNumber,
                    x.D.Ticks,
                    x.E.Ticks);
                Assert.Equal(x, read);
                Assert.Equal(x.A.Kind, read.A.Kind);
                Assert.Equal(x.B.Offset, read.B.Offset);
            });

    [Fact]
    public void Extreme_times()
    {
        var least = new Fixtures.Times(DateTime.MinValue, DateTimeOffset.MinValue, DateOnly.MinValue, TimeOnly.MinValue, TimeSpan.MinValue);
        var most = new Fixtures.Times(DateTime.MaxValue, DateTimeOffset.MaxValue, DateOnly.MaxValue, TimeOnly.MaxValue, TimeSpan.MaxValue);
        Assert.Equal(least, Codec.Read<Fixtures.Times>(Codec.Write(least)));
        Assert.Equal(most, Codec.Read<Fixtures.Times>(Codec.Write(most)));
    }

    [Fact]
    public void Identities() =>
        Gen.Select(AnyGuid, AnyPeer, Gen.ULong, Gen.ULong)
            .Select((id, peer, incarnation, time) => new Fixtures.Identities(id, peer, new Source(peer, incarnation), new Stamp(time, new Source(peer, incarnation))))
            .Sample(x => Assert.Equal(x, Codec.RoundTrip(
                x, Bytes(x.A), Bytes(x.B), Bytes(x.C), new object[] { x.D.Time, Bytes(x.D.Source) })));

    [Fact]
    public void Nullables() =>
        Gen.Select(
                Gen.Select(Gen.Int.Nullable(), Text.Null(), AnyGuid.Nullable(), Gen.Byte.Array[0, 5].Null()),
                Gen.Select(AnyAddress.Null(), Gen.Int.Nullable(), Text.Null().Array[0, 4].Null()))
            .Select((a, b) => new Fixtures.Nullables(
                a.Item1, a.Item2, b.Item2 is null ? null : Color.Green, a.Item3, a.Item4, b.Item1, b.Item2 is { } x ? new Point(x, -x) : null, b.Item3))
            .Sample(x =>
            {
                var read = Codec.RoundTrip(
                    x, x.A, x.B, x.C is { } color ? (int)color : null, x.D is { } id ? Bytes(id) : null, x.E,
                    Members(x.F), x.G is { } point ? new object[] { point.X, point.Y } : null, x.H);
                Assert.Equal(x with { E = null, H = null }, read with { E = null, H = null });
            });

    [Fact]
    public void Collections() =>
        Gen.Select(Gen.Byte.Array[0, 30], Gen.Int.Array[0, 30], Text.Array[0, 5], Gen.Double.Array[0, 5], Gen.Int.Array[0, 3].Array[0, 3], AnyAddress.Array[0, 3])
            .Select((bytes, ints, texts, reals, jagged, addresses) => new Fixtures.Collections(
                bytes, [.. bytes], bytes, ints, [.. texts], [.. ints.Select(i => (Color)(byte)i)], reals, jagged, [.. addresses]))
            .Sample(x => Codec.RoundTrip(
                x, x.A, x.B.ToArray(), x.C.ToArray(), Codec.Typed(x.D), x.E.ToArray(), x.F.Select(c => (int)c).ToArray(), x.G.ToArray(), x.H.Select(Codec.Typed).ToArray(),
                x.I.Select(a => (object?)Members(a)).ToArray()));

    [Fact]
    public void A_default_array_stays_default_and_an_empty_one_empty()
    {
        var read = Codec.Read<Fixtures.Collections>(Codec.Write(new Fixtures.Collections([], default, default, [], default, [], [], [], [])));
        Assert.True(read.B.IsDefault);
        Assert.True(read.E.IsDefault);
        Assert.Empty(read.I);
    }

    [Fact]
    public void Sorted_collections_are_canonical_whatever_their_own_order() =>
        Gen.Select(Text.HashSet[0, 12], Gen.Int.HashSet[0, 12], Gen.Long.HashSet[0, 12], Gen.Bool)
            .Select((texts, ints, longs, reverse) => new Fixtures.Sorted(
                texts.ToImmutableSortedDictionary(t => t, t => t.Length, reverse ? StringComparer.InvariantCulture : StringComparer.Ordinal),
                ints.ToImmutableDictionary(i => i, i => i.ToString(System.Globalization.CultureInfo.InvariantCulture)),
                longs.ToImmutableSortedSet(),
                [.. texts]))
            .Sample(x => Codec.RoundTrip(
                x,
                x.A.Select(p => KeyValuePair.Create<object, object?>(p.Key, p.Value)).ToList(),
                x.B.Select(p => KeyValuePair.Create<object, object?>(p.Key, p.Value)).ToList(),
                x.C.OrderBy(Encoding, StringComparer.Ordinal).ToArray(),
                x.D.OrderBy(Encoding, StringComparer.Ordinal).ToArray()));

    [Fact]
    public void Nested_types() =>
        Gen.Select(AnyAddress, Gen.Double.Where(d => !double.IsNaN(d)), Gen.Int, Text, AnyGuid, Gen.Long)
            .Select((address, x, n, text, id, cents) =>
                new Fixtures.Nested(address, new Point(x, n), new Small(n, text, id, true), new Money(cents), Color.Green, Depth.Deep))
            .Sample(x => Assert.Equal(x, Codec.RoundTrip(
                x, Members(x.Home), new object[] { x.Place.X, x.Place.Y },
                new object[] { x.Inner.Number, x.Inner.Text, Bytes(x.Inner.Id), x.Inner.Flag }, x.Price.Cents, (int)x.Paint, (long)x.Depth)));

    [Fact]
    public void Names_of_the_codec_are_free_for_members()
    {
        var action = new Awkward("kind", true, 1, 2, 3, 4, 5, 6, 7);
        Assert.Equal(action, Codec.RoundTrip(action, "kind", true, 1, 2, 3, 4, 5, 6, 7));
    }

    [Fact]
    public void Fields_and_settable_properties()
    {
        var plain = Codec.RoundTrip(new Plain { Field = 5, Text = "t" }, 5, "t");
        Assert.Equal((5, "t"), (plain.Field, plain.Text));
        var settable = Codec.RoundTrip(new Settable { A = 1, B = "b" }, 1, "b");
        Assert.Equal((1, "b"), (settable.A, settable.B));
    }

    private static string Encoding(long value) => Convert.ToHexString(Codec.Expected([value]));

    private static string Encoding(string value) => Convert.ToHexString(Codec.Expected([value]));

    private static DateTimeOffset Offset(long ticks, int minutes)
    {
        var offset = TimeSpan.FromMinutes(minutes);
        var local = Math.Clamp(ticks, Math.Max(0, offset.Ticks), DateTime.MaxValue.Ticks + Math.Min(0, offset.Ticks));
        return new DateTimeOffset(local, offset);
    }

    private static object?[]? Members(Address? address) => address is null ? null : [address.Street, address.Number, address.Note];

    private static byte[] Bytes(Guid value) => value.ToByteArray(bigEndian: true);

    private static byte[] Bytes(UInt128 value)
    {
        var bytes = new byte[16];
        System.Buffers.Binary.BinaryPrimitives.WriteUInt128BigEndian(bytes, value);
        return bytes;
    }

    private static byte[] Bytes(PeerId value)
    {
        var bytes = new byte[PeerId.Size];
        value.CopyTo(bytes);
        return bytes;
    }

    private static byte[] Bytes(Source value)
    {
        var bytes = new byte[Source.Size];
        value.CopyTo(bytes);
        return bytes;
    }

    private static byte[] Bytes(decimal value)
    {
        var bits = decimal.GetBits(value);
        var integer = new System.Numerics.BigInteger(new decimal(bits[0], bits[1], bits[2], false, 0)).ToByteArray(isUnsigned: true, isBigEndian: true);
        return [(byte)((bits[3] < 0 ? 0x80 : 0) | value.Scale), .. integer is [0] ? [] : integer];
    }
}
