using Scuttlegen.Generators.Tests.Fixtures;
using Scuttlegen.Generators.Tests.Support;
using Scuttlegen.Wire;

namespace Scuttlegen.Generators.Tests.Codecs;

/// <summary>Two versions of one kind read each other.</summary>
public sealed class AppendedTests
{
    [Fact]
    public void Older_bytes_take_each_default()
    {
        var read = Codec.Read<After>(Codec.Write(new Before(3)));
        Assert.Equal(new After(3) with { Many = read.Many }, read);
        Assert.True(read.Many.IsEmpty);
        Assert.Equal("a \"b\"\\\n\0é\u2028{0}", read.Text);
        Assert.Equal((char)0x2028, read.Line);
        Assert.Equal(decimal.GetBits(-1.50m), decimal.GetBits(read.Price));
        Assert.Equal(decimal.GetBits(0.0m), decimal.GetBits(read.Rebate!.Value));
        Assert.True(double.IsNegative(read.Zero));
        Assert.Equal((double.MinValue, float.Epsilon, float.NegativeInfinity), (read.Real, read.Single, read.Infinite));
        Assert.Equal((Wide.Most, Wide.Most, Depth.Deep), (read.Wide, read.MaybeWide, read.Depth));

        // What the defaults make can be written: a state may hold it.
        Assert.Equal(read with { Many = [], Block = default }, Codec.Read<After>(Codec.Write(read)) with { Many = [], Block = default });
    }

    [Fact]
    public void Newer_bytes_are_read_without_what_was_appended()
    {
        var written = new After(4) { Figure = new Figure.Square(1, new Expression.Literal(2)), Pair = (1, "y"), Many = [new Sized(1, "l")], Block = new float[] { 1 }, Integer = 5 };
        Assert.Equal(new Before(4), Codec.Read<Before>(Codec.Write(written)));
    }

    [Fact]
    public void A_default_that_would_hold_a_null_where_none_is_allowed_is_none()
    {
        var older = Codec.Write(new Before(3));
        Assert.Contains("Pair", Assert.Throws<WireFormatException>(() => Codec.Read<AfterWithPair>(older)).Message, StringComparison.Ordinal);
        Assert.Contains("Label", Assert.Throws<WireFormatException>(() => Codec.Read<AfterWithText>(older)).Message, StringComparison.Ordinal);
    }
}
