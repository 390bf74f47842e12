using Scuttlegen.Testing;
using Xunit;

namespace Scuttlegen.Crdt.Tests;

public sealed class RWSetTests : HistoryTests<RWSet<string>, RWSet<string>.Delta, Tagged>
{
    private protected override void Act(Cluster<RWSet<string>, RWSet<string>.Delta, Tagged> cluster, Cluster<RWSet<string>, RWSet<string>.Delta, Tagged>.Replica replica, int verb, int first, int second)
    {
        var element = $"e{first % 4}";
        Tagged[] removals = [.. Tagged.Alive(replica.Known).Where(happened => happened.What == "-" + element)];
        if (verb <= 2)
        {
            var fresh = Tuple.Create(element, CodecLaws.Decode<ObservedDots>(CodecLaws.Encode(replica.Value.Observe(element))), removals);
            var observed = replica.Recall(fresh, second / 3);
            cluster.Apply(replica, replica.Value.Add(observed.Item1, replica.NextDot(second % 3), observed.Item2), new Tagged("+" + observed.Item1, replica.Source, observed.Item3));
            if (ReferenceEquals(observed, fresh)) Assert.Contains(element, replica.Value);
        }
        else
        {
            Tagged[] own = [.. removals.Where(happened => happened.By == replica.Source)];
            cluster.Apply(replica, replica.Value.Remove(element, replica.NextDot(second % 3)), new Tagged("-" + element, replica.Source, own));
            Assert.DoesNotContain(element, replica.Value);
        }
    }

    private protected override void Check(RWSet<string> value, HashSet<Tagged> known)
    {
        var removed = Tagged.Alive(known).Where(static happened => happened.What[0] == '-').Select(static happened => happened.What[1..]).ToHashSet();
        var added = known.Where(static happened => happened.What[0] == '+').Select(static happened => happened.What[1..]).Distinct();
        Assert.Equal(added.Where(element => !removed.Contains(element)).Order(StringComparer.Ordinal), value);
        Assert.Equal(value.ToArray().Length, value.Count);
        for (var number = 0; number < 4; number++) Assert.Equal(value.AsEnumerable().Contains($"e{number}"), value.Contains($"e{number}"));
    }

    [Fact]
    public void Of_a_concurrent_add_and_remove_the_removal_wins_also_over_an_add_it_has_never_seen()
    {
        var add = RWSet<string>.Empty.Add("x", Peers.Dot(0, 1)).Value;
        var remove = RWSet<string>.Empty.Remove("x", Peers.Dot(1, 1)).Value;
        Assert.Empty(add.Merge(remove));
        Assert.Empty(remove.Merge(add));
        Assert.Equal(["x"], add.Merge(remove).Add("x", Peers.Dot(0, 2)).Value);
    }
}
