using System.Collections.Immutable;
using Scuttlegen.Testing;
using Scuttlegen.Wire;
using Xunit;

namespace Scuttlegen.Crdt.Tests;

public sealed class ValueCodecTests
{
    private enum Signed : short
    {
        Low = short.MinValue,
        Zero = 0,
        High = short.MaxValue,
    }

    private enum Unsigned : ulong
    {
        Zero = 0,
        High = ulong.MaxValue,
    }

    [Fact]
    public void Strings() => Check("", "a", "B", "ä", "z", "\uffff", "\U0001F600", new string('x', 300));

    [Fact]
    public void Integers()
    {
        Check(0, 1, -1, 23, 24, -24, -25, int.MinValue, int.MaxValue);
        Check<long>(0, 255, 256, long.MinValue, long.MaxValue);
        Check<ulong>(0, 65_535, 65_536, ulong.MaxValue);
        Check<uint>(0, uint.MaxValue);
        Check<short>(0, short.MinValue, short.MaxValue);
        Check<ushort>(0, ushort.MaxValue);
        Check<sbyte>(0, sbyte.MinValue, sbyte.MaxValue);
        Check<byte>(0, byte.MaxValue);
        Check('a', '\0', char.MaxValue);
        Check(true, false);
        Check(Signed.Low, Signed.Zero, Signed.High, (Signed)12);
        Check(Unsigned.Zero, Unsigned.High, (Unsigned)1);
    }

    [Fact]
    public void Floats_keep_every_bit()
    {
        Check(0.0, -0.0, 1.5, double.MinValue, double.MaxValue, double.Epsilon, double.NegativeInfinity, double.PositiveInfinity, double.NaN, BitConverter.Int64BitsToDouble(0x7ff0_0000_0000_0001));
        Check(0.0f, -0.0f, 1.1f, float.NaN, BitConverter.Int32BitsToSingle(0x7f80_0001), float.MinValue);
        Check((Half)0, (Half)(-0.0), Half.NaN, Half.MaxValue);
        Check(0m, -0.0m, new decimal(0, 0, 0, true, 0), 1.0m, 1.00m, decimal.MinValue, decimal.MaxValue, -0.1m);
    }

    [Fact]
    public void Times()
    {
        var instant = new DateTimeOffset(2026, 11, 22, 12, 0, 0, TimeSpan.Zero);
        Check(instant, instant.ToOffset(TimeSpan.FromHours(2)), instant.ToOffset(TimeSpan.FromMinutes(-330)), DateTimeOffset.MinValue, DateTimeOffset.MaxValue, instant.AddTicks(1));
        Check(DateOnly.MinValue, DateOnly.MaxValue, new DateOnly(2026, 11, 22));
        Check(TimeOnly.MinValue, TimeOnly.MaxValue, new TimeOnly(12, 30));
        Check(TimeSpan.MinValue, TimeSpan.Zero, TimeSpan.MaxValue);
    }

    [Fact]
    public void Identities_and_bytes()
    {
        Check(Guid.Empty, Guid.Parse("00112233-4455-6677-8899-aabbccddeeff"), Guid.Parse("80112233-c455-e677-8899-aabbccddeeff"), Guid.Parse("00112233-c455-6677-8899-aabbccddeeff"), Guid.AllBitsSet);
        Check(Peers.Source(1), Peers.Source(2));
        Check(Peers.Source(1).Peer, Peers.Source(2).Peer);
        Check(Peers.Dot(1, 1), Peers.Dot(1, 300), Peers.Dot(2, ulong.MaxValue, uint.MaxValue));
        Check<byte[]>([], [0], [0, 0], [1]);
        Check<ImmutableArray<byte>>([], [0], [0, 0], [1], default);
    }

    [Fact]
    public void Guids_sort_as_their_text_does()
    {
        var random = new Random(1);
        var guids = Enumerable.Range(0, 500).Select(_ =>
        {
            var bytes = new byte[16];
            random.NextBytes(bytes);
            return new Guid(bytes);
        }).ToArray();
        Assert.Equal(guids.OrderBy(static guid => guid.ToString(), StringComparer.Ordinal), guids.Order(ValueCodec<Guid>.Default));
    }

    [Fact]
    public void Types_of_ones_own_are_held_by_their_bytes_once_provided()
    {
        ValueCodec.Provide<Point>();
        ValueCodec.Provide<Point>();
        Check(new Point(0, 0), new Point(0, 1), new Point(1, 0));
        var set = ORSet<Point>.Empty.Add(new Point(2, 1), Peers.Dot(0, 1)).Value.Add(new Point(1, 9), Peers.Dot(0, 2)).Value;
        Assert.Equal([new Point(1, 9), new Point(2, 1)], set);
        CodecLaws.CheckValue(set);
        Assert.Throws<InvalidOperationException>(() => ValueCodec.Provide(new OtherPointCodec()));
    }

    [Fact]
    public void A_built_in_codec_cannot_be_replaced() =>
        Assert.Throws<InvalidOperationException>(() => ValueCodec.Provide(new OtherVersionCodec<int>()));

    [Fact]
    public void An_unsupported_type_is_named_with_the_way_out()
    {
        var refused = Assert.Throws<UnsupportedValueTypeException>(() => ORSet<Version>.Empty.Add(new Version(1, 0), Peers.Dot(0, 1)));
        Assert.Equal(typeof(Version), refused.ValueType);
        Assert.Contains("System.Version", refused.Message, StringComparison.Ordinal);
        Assert.Contains("ValueCodec.Provide<Version>()", refused.Message, StringComparison.Ordinal);
        Assert.Throws<UnsupportedValueTypeException>(() => ORSet<Version>.Delta.OfAdd(new Version(1, 0), Peers.Dot(0, 1)));
        Assert.Throws<UnsupportedValueTypeException>(() => LWWRegister<Version>.Empty.Set(new Version(1, 0), Peers.Stamp(1, 0)));
        Assert.Throws<UnsupportedValueTypeException>(() => ValueCodec<DateTime>.Default);
        Assert.Throws<UnsupportedValueTypeException>(() => ValueCodec<Uri>.Default);
        ValueCodec.Provide(new OtherVersionCodec<Uri>());
        Assert.IsType<OtherVersionCodec<Uri>>(ValueCodec<Uri>.Default);
    }

    /// <summary>The order is total, and zero exactly where the bytes are equal; every value comes back.</summary>
    private static void Check<T>(params T[] values)
    {
        var codec = ValueCodec<T>.Default;
        foreach (var a in values)
        {
            var reader = new CborReader(Bytes(a));
            var read = codec.Read(ref reader);
            Assert.Equal(0, codec.Compare(a, read));
            Assert.Equal(codec.Hash(a), codec.Hash(read));
            reader.EnsureEnd();
            foreach (var b in values)
            {
                Assert.Equal(Math.Sign(codec.Compare(a, b)), -Math.Sign(codec.Compare(b, a)));
                Assert.Equal(codec.Compare(a, b) == 0, Bytes(a).AsSpan().SequenceEqual(Bytes(b)));
                Assert.Equal(codec.Compare(a, b) == 0, codec.AreEqual(a, b));

                // Other values could have one hash, and cost time. None of these have.
                Assert.Equal(codec.Compare(a, b) == 0, codec.Hash(a) == codec.Hash(b));
                foreach (var c in values)
                {
                    if (codec.Compare(a, b) <= 0 && codec.Compare(b, c) <= 0) Assert.True(codec.Compare(a, c) <= 0);
                }
            }
        }

        byte[] Bytes(T value)
        {
            var writer = new CborWriter(new byte[codec.GetMaxSize(value)]);
            codec.Write(ref writer, value);
            return writer.Written.ToArray();
        }
    }

    private sealed record Point(int X, int Y) : ICborCodec<Point>
    {
        public static int GetMaxSize(Point value) => 11;

        public static void Write(ref CborWriter writer, Point value)
        {
            writer.WriteArrayHeader(2);
            writer.WriteInt32(value.X);
            writer.WriteInt32(value.Y);
        }

        public static Point Read(ref CborReader reader)
        {
            Assert.Equal(2, reader.ReadArrayHeader());
            return new Point(reader.ReadInt32(), reader.ReadInt32());
        }
    }

    private sealed class OtherPointCodec : ValueCodec<Point>
    {
        public override int GetMaxSize(Point value) => 0;

        public override void Write(ref CborWriter writer, Point value) => throw new NotSupportedException();

        public override Point Read(ref CborReader reader) => throw new NotSupportedException();

        public override int Compare(Point? x, Point? y) => 0;
    }

    private sealed class OtherVersionCodec<T> : ValueCodec<T>
    {
        public override int GetMaxSize(T value) => 0;

        public override void Write(ref CborWriter writer, T value) => throw new NotSupportedException();

        public override T Read(ref CborReader reader) => throw new NotSupportedException();

        public override int Compare(T? x, T? y) => 0;
    }
}
