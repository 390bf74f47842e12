using Xunit;

namespace Scuttlegen.Crdt.Tests.Anomalies;

/// <summary>
/// A key that is removed and added again regains its old count where the removal left the counter's own total behind, and a merge with a replica that still has it brings it back. Here a removed key begins from nothing.
/// </summary>
public sealed class RemovedAndAddedAgainTests
{
    [Fact]
    public void PNCounterMap_key()
    {
        var map = PNCounterMap<string>.Empty.Increment("k", Peers.Source(0), 5).Value;
        var elsewhere = map;
        map = map.Remove("k").Value;
        Assert.Empty(map);
        map = map.Increment("k", Peers.Source(0), 1).Value;
        Assert.Equal(1, map["k"]);
        Assert.Equal(1, elsewhere.Merge(map)["k"]);
        Assert.Equal(1, map.Merge(elsewhere)["k"]);
    }

    [Fact]
    public void ResettableCounter_with_a_concurrent_count()
    {
        // A counter that renames a source's total with each count would show 6.
        var start = ResettableCounter.Empty.Increment(Peers.Source(0), 5).Value;
        var counted = start.Increment(Peers.Source(0)).Value;
        var reset = start.Reset().Value;
        Assert.Equal(1, counted.Merge(reset).Value);
        Assert.Equal(1, reset.Merge(counted).Value);
    }

    [Fact]
    public void ORMap_of_counters_on_two_replicas_that_both_count_again()
    {
        var start = ORMap<string, ResettableCounter>.Empty.Update("k", static counter => counter.Increment(Peers.Source(0), 5)).Value;
        var left = start.Remove("k").Value.Update("k", static counter => counter.Increment(Peers.Source(0), 1)).Value;
        var right = start.Remove("k").Value.Update("k", static counter => counter.Increment(Peers.Source(1), 2)).Value;
        Assert.Equal(3, left.Merge(right)["k"].Value);
        Assert.Equal(3, right.Merge(left)["k"].Value);
        Assert.Equal(3, start.Merge(left).Merge(right)["k"].Value);
    }

    [Fact]
    public void ORMap_of_sets()
    {
        var start = ORMap<string, ORSet<string>>.Empty.Update("k", static set => set.Add("old", Peers.Dot(0, 1))).Value;
        var again = start.Remove("k").Value.Update("k", static set => set.Add("new", Peers.Dot(0, 2))).Value;
        Assert.Equal(["new"], again.Merge(start)["k"]);
        Assert.Equal(["new"], start.Merge(again)["k"]);
    }
}
