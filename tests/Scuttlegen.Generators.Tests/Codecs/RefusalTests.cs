using System.Collections.Immutable;
using CsCheck;
using Scuttlegen.Generators.Tests.Fixtures;
using Scuttlegen.Generators.Tests.Support;
using Scuttlegen.Wire;

namespace Scuttlegen.Generators.Tests.Codecs;

/// <summary>What other versions and strangers send.</summary>
public sealed class RefusalTests
{
    [Fact]
    public void Missing_members_take_their_declared_defaults()
    {
        var read = Codec.Read<Version2>(Codec.Write(new Version1(5)));
        Assert.Equal(new Version2(5) { H = [] }, read with { H = [] });
        Assert.Equal("unknown", read.B);
        Assert.Equal(Color.Green, read.C);
        Assert.Equal(double.NaN, read.D);
        Assert.Equal(7, read.E);
        Assert.True(read.F.IsDefault);
        Assert.Empty(read.H);
    }

    [Fact]
    public void Unknown_trailing_members_are_skipped() =>
        Assert.Equal(new Version1(5), Codec.Read<Version1>(Codec.Write(new Version2(5, "b", F: [1, 2]) { H = [3] })));

    [Fact]
    public void A_missing_member_without_default_is_refused()
    {
        var refusal = Assert.Throws<WireFormatException>(() => Codec.Read<Version3>(Codec.Write(new Version1(5))));
        Assert.Equal(WireFormatError.OutOfRange, refusal.Error);
        Assert.Contains("B", refusal.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Keys_out_of_order_are_refused()
    {
        var sorted = new Sorted(
            ImmutableSortedDictionary<string, int>.Empty, ImmutableDictionary<int, string>.Empty, [1, 2], ImmutableHashSet<string>.Empty);
        var bytes = Codec.Write(sorted);
        var at = bytes.AsSpan().IndexOf((ReadOnlySpan<byte>)[1, 2]);
        (bytes[at], bytes[at + 1]) = (2, 1);
        Assert.Equal(WireFormatError.NotAllowed, Assert.Throws<WireFormatException>(() => Codec.Read<Sorted>(bytes)).Error);
        (bytes[at], bytes[at + 1]) = (1, 1);
        Assert.Equal(WireFormatError.NotAllowed, Assert.Throws<WireFormatException>(() => Codec.Read<Sorted>(bytes)).Error);
    }

    [Fact]
    public void Hostile_nesting_is_refused_before_the_stack_ends()
    {
        // [0, [[0, [[0, …
        var bytes = new byte[60_000];
        for (var i = 0; i + 3 <= bytes.Length; i += 3) ((ReadOnlySpan<byte>)[0x82, 0x00, 0x81]).CopyTo(bytes.AsSpan(i));
        Assert.Equal(WireFormatError.TooDeep, Assert.Throws<WireFormatException>(() => Codec.Read<Tree>(bytes)).Error);
    }

    [Fact]
    public void A_value_nested_beyond_all_bounds_throws_rather_than_ends_the_process()
    {
        var tree = new Tree(0, [], null);
        for (var i = 0; i < 200_000; i++) tree = new Tree(i, [tree], null);
        Assert.Throws<InsufficientExecutionStackException>(() => Codec.Write(tree));
    }

    [Fact]
    public void Trees_round_trip()
    {
        var tree = new Tree(1, [new Tree(2, [], new Branch("b", new Branch("c", null, null), new Tree(3, default, null)))], null);
        var read = Codec.RoundTrip(tree, 1, new object[] { new object?[] { 2, Array.Empty<object>(), new object?[] { "b", new object?[] { "c", null, null }, new object?[] { 3, null, null } } } }, null);
        Assert.Equal("c", read.Children[0].Left!.Next!.Name);
    }

    [Fact]
    public void Lone_surrogates_are_refused() =>
        Assert.Equal(WireFormatError.InvalidText, Assert.Throws<WireFormatException>(() => Codec.Write(new Renamed("\ud800"))).Error);

    [Fact]
    public void A_null_that_the_type_forbids_is_refused_by_name() =>
        Assert.Equal("action.Name", Assert.Throws<ArgumentNullException>(() => Codec.Write(new Renamed(null!))).ParamName);

    [Fact]
    public void What_cannot_fit_is_refused_before_it_is_allocated() =>
        Assert.Equal(WireFormatError.TooLarge, Assert.Throws<WireFormatException>(() => Codec.Write(new Renamed(new string('x', 1 << 20)))).Error);

    [Fact]
    public void Mutated_bytes_are_refused_or_canonical()
    {
        var original = Codec.Write(new Nullables(1, "two", Color.Green, Guid.Empty, [1, 2], new Address("s", 3), new Point(1, 2), ["a", null]));
        Gen.Select(Gen.Int[0, original.Length - 1], Gen.Byte, Gen.Int[0, original.Length]).Sample((at, value, length) =>
        {
            var bytes = original[..];
            bytes[at] = value;
            bytes = bytes[..Math.Max(length, at + 1)];
            try
            {
                var read = Codec.Read<Nullables>(bytes);

                // Trailing members may be absent, or unknown; all else has one encoding.
                if (bytes[0] == original[0]) Assert.Equal(Convert.ToHexString(bytes), Convert.ToHexString(Codec.Write(read)));
            }
            catch (WireFormatException)
            {
            }
        }, iter: 20_000);
    }
}
