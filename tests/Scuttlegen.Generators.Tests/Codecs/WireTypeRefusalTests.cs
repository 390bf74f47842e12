using System.Collections.Immutable;
using System.Numerics;
using System.Text;
using Scuttlegen.Generators.Tests.Fixtures;
using Scuttlegen.Generators.Tests.Support;
using Scuttlegen.Wire;

namespace Scuttlegen.Generators.Tests.Codecs;

/// <summary>What the wider types refuse, and where.</summary>
public sealed class WireTypeRefusalTests
{
    private static readonly Unions Valid = new(
        new Figure.Empty(), new Expression.Literal(1), new Jump(1), null, [], ImmutableDictionary<string, IMove>.Empty, [], []);

    [Theory]
    [InlineData("c248ffffffffffffffff", WireFormatError.NotCanonical)] // fits a plain integer
    [InlineData("c24a00010000000000000000", WireFormatError.NotCanonical)] // a leading zero
    [InlineData("c34a00010000000000000000", WireFormatError.NotCanonical)]
    [InlineData("c449010000000000000000", WireFormatError.OutOfRange)]
    [InlineData("f93c00", WireFormatError.UnexpectedType)]
    [InlineData("1801", WireFormatError.NotCanonical)]
    public void Integers_of_any_size(string hex, WireFormatError error)
    {
        var refusal = Assert.Throws<WireFormatException>(() => Codec.Read<Numbers>(Convert.FromHexString("85" + hex + "0000000000")));
        Assert.Equal((error, 1), (refusal.Error, refusal.Offset));
    }

    [Theory]
    [InlineData(0xd800)]
    [InlineData(0x110000)]
    public void Runes(uint value)
    {
        var valid = Codec.Write(new Numbers(0, default, new Rune('a'), null, []));
        var buffer = new byte[5];
        var writer = new CborWriter(buffer);
        writer.WriteUInt32(value);
        var at = valid.AsSpan().IndexOf((ReadOnlySpan<byte>)[0x18, 0x61]);
        byte[] bytes = [.. valid[..at], .. writer.Written, .. valid[(at + 2)..]];
        Assert.Equal((WireFormatError.OutOfRange, at), Refusal<Numbers>(bytes));
    }

    [Theory]
    [InlineData("622f62", WireFormatError.OutOfRange)] // absolute, yet without a scheme
    [InlineData("63433a62", WireFormatError.OutOfRange)] // a drive
    [InlineData("8168687474703a2f2f78", WireFormatError.OutOfRange)] // relative, yet with one
    [InlineData("8068687474703a2f2f78", WireFormatError.OutOfRange)]
    [InlineData("01", WireFormatError.UnexpectedType)]
    public void Uris(string hex, WireFormatError error) => Assert.Equal((error, 1), Refusal<Places>(Convert.FromHexString("85" + hex + "820102f6f680")));

    [Theory]
    [InlineData("8101")]
    [InlineData("850102030405")]
    [InlineData("821b000000010000000002")]
    public void Versions(string hex) => Assert.Equal(WireFormatError.OutOfRange, Refusal<Places>(Convert.FromHexString("85816161" + hex + "f6f680")).Error);

    [Fact]
    public void A_file_path_is_no_uri_on_every_platform()
    {
        if (!Uri.TryCreate("/etc/hosts", UriKind.Absolute, out var path)) return;
        var refusal = Assert.Throws<WireFormatException>(() => Codec.Write(new Places(path, new Version(1, 0), null, null, [])));
        Assert.Contains("file:///etc/hosts", refusal.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("d84c4100")] // reserved
    [InlineData("d8404100")] // uint8
    [InlineData("d8484100", true)]
    [InlineData("4100")]
    [InlineData("8100")]
    public void Only_the_very_typed_array(string hex, bool isValid = false)
    {
        var rest = Codec.Write(new Blocks([], [], [], [], [], [], [], [], [], [], [], default, [], [], [], [], []))[4..];
        byte[] bytes = [0x91, .. Convert.FromHexString(hex), .. rest];
        if (isValid) Assert.Equal([0], Codec.Read<Blocks>(bytes).A);
        else Assert.Equal(1, Refusal<Blocks>(bytes).Offset);
    }

    [Fact]
    public void Half_a_number_is_refused()
    {
        var valid = Codec.Write(new Blocks([], [], [], [], [], [], [], [], [], [], [], default, [], [], [], [], []));
        var at = valid.AsSpan().IndexOf((ReadOnlySpan<byte>)[0xd8, 78, 0x40]);
        byte[] bytes = [.. valid[..(at + 2)], 0x43, 1, 2, 3, .. valid[(at + 3)..]];
        Assert.Equal((WireFormatError.OutOfRange, at), Refusal<Blocks>(bytes));
    }

    [Fact]
    public void Big_endian_typed_arrays_are_refused()
    {
        var valid = Codec.Write(new Blocks([], [], [], [], [], [], [], [], [], [], [], default, [], [], [], [], []));
        var at = valid.AsSpan().IndexOf((ReadOnlySpan<byte>)[0xd8, 78, 0x40]);
        valid[at + 1] = 74;
        Assert.Equal((WireFormatError.OutOfRange, at), Refusal<Blocks>(valid));
    }

    [Fact]
    public void An_unknown_case_is_refused_at_its_index()
    {
        var bytes = Codec.Write(Valid);
        Assert.Equal([0x88, 0x82, 0x02], bytes[..3]);
        bytes[2] = 3;
        Assert.Equal((WireFormatError.OutOfRange, 2), Refusal<Unions>(bytes));
        var refusal = Assert.Throws<WireFormatException>(() => Codec.Read<Unions>(bytes));
        Assert.Contains("Figure", refusal.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_value_of_no_case_is_refused_by_name()
    {
        var refusal = Assert.Throws<ArgumentException>(() => Codec.Write(Valid with { C = new Fly(1) }));
        Assert.Contains("Fly", refusal.Message, StringComparison.Ordinal);
        Assert.Contains("IMove", refusal.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_null_union_is_refused() => Assert.Throws<ArgumentNullException>(() => Codec.Write(Valid with { B = null! }));

    [Fact]
    public void Unions_nested_beyond_all_bounds_are_refused_on_both_sides()
    {
        Expression expression = new Expression.Literal(1);
        for (var i = 0; i < 40; i++) expression = new Expression.Sum(expression, new Expression.Literal(i));
        Assert.Equal(WireFormatError.TooDeep, Refusal<Unions>(Codec.Write(Valid with { B = expression })).Error);
        for (var i = 0; i < 200_000; i++) expression = new Expression.Sum(expression, new Expression.Literal(i));
        Assert.Throws<InsufficientExecutionStackException>(() => Codec.Write(Valid with { B = expression }));
    }

    [Fact]
    public void What_is_missing_is_named()
    {
        Assert.Equal("action.Version", Assert.Throws<ArgumentNullException>(() => Codec.Write(new Places(new Uri("urn:b"), null!, null, null, []))).ParamName);
        Assert.Equal("action.Uri", Assert.Throws<ArgumentNullException>(() => Codec.Write(new Places(null!, new Version(1, 2), null, null, []))).ParamName);
    }

    private static (WireFormatError Error, int Offset) Refusal<T>(byte[] bytes)
        where T : IGossipAction<T>
    {
        var refusal = Assert.Throws<WireFormatException>(() => Codec.Read<T>(bytes));
        return (refusal.Error, refusal.Offset);
    }
}
