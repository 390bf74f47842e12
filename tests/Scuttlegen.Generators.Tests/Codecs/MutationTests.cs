using System.Collections.Immutable;
using System.Formats.Cbor;
using System.Numerics;
using System.Text;
using Scuttlegen.Generators.Tests.Fixtures;
using Scuttlegen.Generators.Tests.Support;
using Scuttlegen.Wire;
using CborReader = Scuttlegen.Wire.CborReader;
using CborWriter = Scuttlegen.Wire.CborWriter;

namespace Scuttlegen.Generators.Tests.Codecs;

/// <summary>
/// What strangers may send: bytes of real actions, damaged. A million of them, or as many as SCUTTLEGEN_MUTATIONS says. Each is refused with a
/// <see cref="WireFormatException"/> or read as a value of exactly these bytes, and neither takes memory out of proportion.
/// </summary>
public sealed class MutationTests
{
    private const int Seed = 20_260;

    private static readonly int Count = int.TryParse(Environment.GetEnvironmentVariable("SCUTTLEGEN_MUTATIONS"), out var count) ? count : 1_000_000;

    // Heads, the simple values, and lengths that claim more than there is.
    private static readonly byte[] Telling =
        [0x00, 0x17, 0x18, 0x19, 0x1a, 0x1b, 0x20, 0x38, 0x3b, 0x40, 0x58, 0x5b, 0x60, 0x7a, 0x80, 0x81, 0x82, 0x98, 0x9a, 0x9f, 0xa0, 0xba, 0xc2, 0xc3, 0xd8, 0xf4, 0xf6, 0xf9, 0xfa, 0xfb, 0xff, 0x7f];

    private static readonly ImmutableArray<Target> Targets =
    [
        Target.Of(new Small(70_000, "walnut", Guid.Empty, true)),
        Target.Of(new Integers(-1, 2, -300, 400, 70_000, 70_000, long.MinValue, ulong.MaxValue, -1, 5, 'x', true)),
        Target.Of(new Floats((Half)1, 1.1f, 1.1, -1.50m)),
        Target.Of(new Times(new DateTime(2026, 1, 2, 3, 4, 5, DateTimeKind.Utc), new DateTimeOffset(2026, 1, 2, 3, 4, 5, TimeSpan.FromHours(-3)), new DateOnly(2026, 1, 2), new TimeOnly(3, 4), TimeSpan.FromDays(-1))),
        Target.Of(new Nullables(1, "two", Color.Green, Guid.Empty, [1, 2], new Address("s", 3), new Point(1, 2.5), ["a", null])),
        Target.Of(new Fixtures.Collections([1, 2], [3], new byte[] { 4 }, [5, -6], ["é", "b"], [Color.Red], [1.5, 2], [[1], []], [new Address("t", null) { Note = "n" }])),
        Target.Of(new Sorted(
            ImmutableSortedDictionary<string, int>.Empty.Add("a", 1).Add("b", 2), ImmutableDictionary<int, string>.Empty.Add(1, "x").Add(2, "y"), [1, 2, 300], ["p", "q"])),
        Target.Of(new Tree(1, [new Tree(2, [], new Branch("b", new Branch("c", null, null), new Tree(3, default, null)))], null)),
        Target.Of(new Numbers(BigInteger.Pow(7, 40), new Complex(1, 2.25), new Rune('r'), -BigInteger.Pow(5, 50), [5, -70_000, BigInteger.Pow(2, 64)])),
        Target.Of(new Places(new Uri("http://x.y/z?q"), new Version(1, 2, 3), new Uri("../a", UriKind.Relative), new Version(4, 5), [null, new Version(6, 7, 8, 900)])),
        Target.Of(new Tuples((5, "x"), (1, (true, 1.5)), (1, 2, 3, 4, 5, 6, 7, "8"), (Guid.Empty, new Address("h", 9)), [(1, -1), (2, 2)], ImmutableDictionary<(int X, int Y), string>.Empty.Add((1, 2), "a").Add((2, 1), "b"))),
        Target.Of(new Blocks([-1], [1, 2], [-2], [1], [1, -1], [1], [-1], [(Half)1], [1.5f], [1, 2], [-0.0], new float[] { 1 }, default, null, [[7], []], [true, false], ['a'])),
        Target.Of(new Generics(new(1, "a"), new(null, [2]), new(new(3, true), new(4, false)), new(true, 9))),
        Target.Of(new Unions(
            new Figure.Square(1, new Expression.Literal(7)), new Expression.Sum(new Expression.Literal(1), new Expression.Call("f", [null, new Expression.Literal(2)])), new Walk(3, new Jump(4)), null,
            [new Figure.Empty { Note = "n" }, new Figure.Circle(2)], ImmutableDictionary<string, IMove>.Empty.Add("k", new Small(1, "t", Guid.Empty, false)),
            [new Expression.Literal(1), new Expression.Literal(2)], [null, new Rest { Seen = [new Figure.Empty()] }])),
    ];

    [Fact]
    public void Damaged_bytes_are_refused_or_canonical()
    {
        var workers = Environment.ProcessorCount;
        var accepted = new int[workers];
        Parallel.For(0, workers, worker =>
        {
            var random = new Random(Seed + worker);
            var buffer = new byte[4096];
            var output = new byte[1 << 20];
            for (var i = worker; i < Count; i += workers)
            {
                var target = Targets[random.Next(Targets.Length)];
                var input = buffer.AsSpan(0, Damage(random, target.Bytes, buffer));
                if (target.Judge(input, output)) accepted[worker]++;
            }
        });

        // Enough of them get through for both halves to have been tried.
        Assert.InRange(accepted.Sum(), Count / 100, Count / 2);
    }

    [Theory]
    [InlineData("9a7fffffff")]
    [InlineData("9b000000007fffffff")]
    [InlineData("9a0000ffff")]
    [InlineData("ba7fffffff")]
    [InlineData("5a7fffffff")]
    [InlineData("7a7fffffff")]
    [InlineData("d84e5a7ffffffc")]
    [InlineData("d84e5b7ffffffffffffffc")]
    [InlineData("c25b7fffffffffffffff")]
    public void Claims_beyond_the_input_allocate_nothing(string claim)
    {
        foreach (var target in Targets)
        {
            for (var at = 1; at < target.Bytes.Length; at++)
            {
                byte[] input = [.. target.Bytes.AsSpan(0, at), .. Convert.FromHexString(claim), 0x00, 0x00];
                target.Judge(input, new byte[1 << 16]);
            }
        }
    }

    /// <summary>An older peer skips what a newer one appended: where one finds a value nested too deep, both do.</summary>
    [Fact]
    public void Reading_and_skipping_count_the_same_depth()
    {
        foreach (var target in Targets)
        {
            var refused = 0;
            for (var depth = 0; depth <= WireLimits.MaxDepth; depth++)
            {
                var outer = depth;
                var read = IsTooDeep(() => target.Read(Nested(target.Bytes, outer)));
                Assert.True(read == IsTooDeep(() => Nested(target.Bytes, outer).SkipValue()), $"{target.GetType()} at {depth}");
                if (read) refused++;
            }

            Assert.InRange(refused, 1, WireLimits.MaxDepth / 2);
        }

        static CborReader Nested(byte[] bytes, int depth)
        {
            var reader = new CborReader(bytes);
            for (; depth > 0; depth--) reader.Enter();
            return reader;
        }
    }

    private static bool IsTooDeep(Action read)
    {
        try
        {
            read();
            return false;
        }
        catch (WireFormatException refusal) when (refusal.Error == WireFormatError.TooDeep)
        {
            return true;
        }
    }

    /// <summary>Arrays within arrays share the bytes that remain: what one has announced no other can.</summary>
    [Fact]
    public void Nested_claims_share_what_remains()
    {
        // Children of children of children, each array of as many as it seems there is room for.
        var input = new byte[31 * 1024];
        var at = 0;
        for (var level = 0; level < WireLimits.MaxDepth / 2; level++)
        {
            var count = input.Length - at - 6;
            byte[] head = [0x83, 0x00, 0x99, (byte)(count >> 8), (byte)count];
            head.CopyTo(input, at);
            at += head.Length;
        }

        var before = GC.GetAllocatedBytesForCurrentThread();
        Assert.Equal(WireFormatError.Truncated, Assert.Throws<WireFormatException>(() => Codec.Read<Tree>(input)).Error);
        Assert.InRange(GC.GetAllocatedBytesForCurrentThread() - before, 0, (2 * 8 * input.Length) + 32_768);
    }

    private static int Damage(Random random, byte[] original, byte[] buffer)
    {
        original.CopyTo(buffer, 0);
        var length = original.Length;
        for (var times = random.Next(1, 4); times > 0; times--)
        {
            var at = random.Next(length);
            switch (random.Next(8))
            {
                case 0:
                    buffer[at] = (byte)random.Next(256);
                    break;
                case 1:
                    buffer[at] ^= (byte)(1 << random.Next(8));
                    break;
                case 2 or 3:
                    buffer[at] = Telling[random.Next(Telling.Length)];
                    break;
                case 4 when length > 1:
                    buffer.AsSpan(at + 1, length - at - 1).CopyTo(buffer.AsSpan(at));
                    length--;
                    break;
                case 5:
                    buffer.AsSpan(at, length - at).CopyTo(buffer.AsSpan(at + 1));
                    buffer[at] = Telling[random.Next(Telling.Length)];
                    length++;
                    break;
                case 6:
                    length = at + 1;
                    break;
                default:
                    var other = Targets[random.Next(Targets.Length)].Bytes;
                    var from = random.Next(other.Length);
                    var count = Math.Min(random.Next(1, 12), Math.Min(other.Length - from, length - at));
                    other.AsSpan(from, count).CopyTo(buffer.AsSpan(at));
                    break;
            }
        }

        return length;
    }

    private abstract class Target(byte[] bytes)
    {
        public byte[] Bytes { get; } = bytes;

        public static Target<T> Of<T>(T action)
            where T : IGossipAction<T> => new Target<T>(Codec.Write(action));

        public abstract void Read(CborReader reader);

        /// <summary>Whether the bytes were accepted.</summary>
        public abstract bool Judge(ReadOnlySpan<byte> input, byte[] output);
    }

    private sealed class Target<T>(byte[] bytes) : Target(bytes)
        where T : IGossipAction<T>
    {
        // The exception and its trace; then for each byte the largest of all elements and objects.
        private const int Fixed = 64 * 1024;
        private const int PerByte = 256;

        public override void Read(CborReader reader) => T.Read(ref reader);

        public override bool Judge(ReadOnlySpan<byte> input, byte[] output)
        {
            var before = GC.GetAllocatedBytesForCurrentThread();
            T? read = default;
            var isAccepted = true;
            try
            {
                read = Codec.Read<T>(input);
            }
            catch (WireFormatException refusal)
            {
                isAccepted = false;
                if ((uint)refusal.Offset > (uint)input.Length) Assert.Fail($"The offset {refusal.Offset} lies outside {Convert.ToHexString(input)}.");
            }

            var allocated = GC.GetAllocatedBytesForCurrentThread() - before;
            if (allocated > Fixed + ((long)input.Length * PerByte)) Assert.Fail($"{allocated} bytes were allocated for {Convert.ToHexString(input)}.");
            if (!isAccepted) return false;

            var bound = T.GetMaxSize(read!);
            var writer = new CborWriter(output);
            T.Write(ref writer, read!);
            if (writer.Length > bound) Assert.Fail($"The bound {bound} was exceeded for {Convert.ToHexString(input)}.");
            if (!writer.Written.SequenceEqual(input) && !AreSameButForMembers(input, writer.Written))
                Assert.Fail($"{typeof(T).Name}: {Convert.ToHexString(input)} was read as {Convert.ToHexString(writer.Written)}.");
            return true;
        }

        // Missing trailing members and unknown further ones are what makes versions compatible: there alone arrays may differ.
        private static bool AreSameButForMembers(ReadOnlySpan<byte> x, ReadOnlySpan<byte> y) => AreSame(
            new System.Formats.Cbor.CborReader(x.ToArray(), CborConformanceMode.Lax), new System.Formats.Cbor.CborReader(y.ToArray(), CborConformanceMode.Lax));

        private static bool AreSame(System.Formats.Cbor.CborReader x, System.Formats.Cbor.CborReader y)
        {
            if (x.PeekState() != y.PeekState()) return false;
            switch (x.PeekState())
            {
                case CborReaderState.StartArray:
                    var (left, right) = (x.ReadStartArray()!.Value, y.ReadStartArray()!.Value);
                    for (var i = 0; i < Math.Min(left, right); i++)
                    {
                        if (!AreSame(x, y)) return false;
                    }

                    for (var i = right; i < left; i++) x.SkipValue();
                    for (var i = left; i < right; i++) y.SkipValue();
                    x.ReadEndArray();
                    y.ReadEndArray();
                    return true;
                case CborReaderState.StartMap:
                    var (pairs, others) = (x.ReadStartMap(), y.ReadStartMap());
                    for (var i = 0; i < 2 * pairs; i++)
                    {
                        if (!AreSame(x, y)) return false;
                    }

                    if (pairs != others) return false;
                    x.ReadEndMap();
                    y.ReadEndMap();
                    return true;
                case CborReaderState.Tag:
                    return x.ReadTag() == y.ReadTag() && AreSame(x, y);
                default:
                    return x.ReadEncodedValue().Span.SequenceEqual(y.ReadEncodedValue().Span);
            }
        }
    }
}
