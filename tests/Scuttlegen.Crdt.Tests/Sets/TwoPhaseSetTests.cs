using Scuttlegen.Testing;
using Scuttlegen.Wire;
using Xunit;

namespace Scuttlegen.Crdt.Tests;

public sealed class TwoPhaseSetTests : HistoryTests<TwoPhaseSet<string>, TwoPhaseSet<string>, Tagged>
{
    private protected override void Act(Cluster<TwoPhaseSet<string>, TwoPhaseSet<string>, Tagged> cluster, Cluster<TwoPhaseSet<string>, TwoPhaseSet<string>, Tagged>.Replica replica, int verb, int first, int second)
    {
        var element = $"e{first % 8}";
        var mutation = verb <= 3 ? replica.Value.Add(element) : replica.Value.Remove(element);
        cluster.Apply(replica, mutation, mutation.Delta.Equals(TwoPhaseSet<string>.Empty) ? [] : [new Tagged((verb <= 3 ? "+" : "-") + element, replica.Source, [])]);
        Assert.Equal(verb <= 3 && !replica.Value.IsRemoved(element), replica.Value.Contains(element));
    }

    private protected override void Check(TwoPhaseSet<string> value, HashSet<Tagged> known)
    {
        var removed = known.Where(static happened => happened.What[0] == '-').Select(static happened => happened.What[1..]).ToHashSet();
        var added = known.Where(static happened => happened.What[0] == '+').Select(static happened => happened.What[1..]).Distinct();
        Assert.Equal(added.Where(element => !removed.Contains(element)).Order(StringComparer.Ordinal), value);
        Assert.Equal(value.ToArray().Length, value.Count);
        foreach (var element in removed) Assert.True(value.IsRemoved(element));
    }

    [Fact]
    public void A_removed_element_never_comes_back()
    {
        var set = TwoPhaseSet<string>.Empty.Add("x").Value.Remove("x").Value;
        Assert.Empty(set.Add("x").Value);
        Assert.Empty(set.Merge(TwoPhaseSet<string>.Empty.Add("x").Value));
        Assert.Empty(TwoPhaseSet<string>.Empty.Remove("x").Value.Add("x").Value);
    }

    [Fact]
    public void An_element_both_there_and_removed_is_refused() =>
        Assert.Equal(WireFormatError.NotAllowed, Assert.Throws<WireFormatException>(() => CodecLaws.Decode<TwoPhaseSet<int>>([0x82, 0x81, 1, 0x81, 1])).Error);
}
