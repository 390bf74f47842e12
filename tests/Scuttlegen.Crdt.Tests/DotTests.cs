using Scuttlegen.Testing;
using Scuttlegen.Wire;
using Xunit;

namespace Scuttlegen.Crdt.Tests;

public sealed class DotTests
{
    [Fact]
    public void A_reducers_dot_names_its_update()
    {
        var context = Peers.Context(Peers.Source(3), 42);
        Assert.Equal(Peers.Dot(3, 42), Dot.From(context));
        Assert.Equal(Peers.Dot(3, 42, 7), Dot.From(context, 7));
        Assert.Throws<ArgumentNullException>("context", () => Dot.From(null!));
    }

    [Fact]
    public void Dots_sort_by_source_sequence_and_number()
    {
        var dots = new[] { Peers.Dot(1, 1), Peers.Dot(1, 1, 1), Peers.Dot(1, 2), Peers.Dot(1, 1UL << 33), Peers.Dot(1, ulong.MaxValue, uint.MaxValue) };
        var random = new Random(1);
        var shuffled = dots.ToArray();
        random.Shuffle(shuffled);
        Assert.Equal(dots, shuffled.Order());
        Assert.True(dots[0] < dots[1] && dots[1] <= dots[2] && dots[4] > dots[3] && dots[4] >= dots[4]);
    }

    [Fact]
    public void Dots_survive_the_wire_and_sequence_zero_does_not()
    {
        CodecLaws.CheckValue(Peers.Dot(1, ulong.MaxValue, uint.MaxValue));
        CodecLaws.CheckValue(Peers.Dot(2, 1));
        Assert.Equal(WireFormatError.OutOfRange, Assert.Throws<WireFormatException>(() => CodecLaws.Decode<Dot>(CodecLaws.Encode(new Dot(Peers.Source(0), 0, 0)))).Error);
    }
}
