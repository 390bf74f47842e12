using Scuttlegen.Testing;
using Scuttlegen.Wire;
using Xunit;

namespace Scuttlegen.Crdt.Tests;

public sealed class GSetTests : HistoryTests<GSet<int>, GSet<int>, Tagged>
{
    private protected override void Act(Cluster<GSet<int>, GSet<int>, Tagged> cluster, Cluster<GSet<int>, GSet<int>, Tagged>.Replica replica, int verb, int first, int second)
    {
        var element = first % 20;
        var mutation = replica.Value.Add(element);
        cluster.Apply(replica, mutation, mutation.Delta.Count == 0 ? [] : [new Tagged($"{element:00}", replica.Source, [])]);
        Assert.Contains(element, replica.Value);
    }

    private protected override void Check(GSet<int> value, HashSet<Tagged> known) =>
        Assert.Equal(known.Select(static happened => happened.What).Distinct().Order(StringComparer.Ordinal), value.Select(static element => $"{element:00}"));

    [Fact]
    public void Elements_are_in_order_and_once()
    {
        byte[] bytes = CodecLaws.Encode(GSet<int>.Empty.Add(2).Value.Add(1).Value.Add(2).Value);
        Assert.Equal([0x82, 1, 2], bytes);
        Assert.Equal(WireFormatError.NotAllowed, Assert.Throws<WireFormatException>(() => CodecLaws.Decode<GSet<int>>([0x82, 2, 1])).Error);
        Assert.Equal(WireFormatError.NotAllowed, Assert.Throws<WireFormatException>(() => CodecLaws.Decode<GSet<int>>([0x82, 1, 1])).Error);
        Assert.Throws<UnsupportedValueTypeException>(() => GSet<Version>.Empty.Add(new Version(1, 0)));
    }
}
