using Scuttlegen.Testing;
using Xunit;
using Delta = Scuttlegen.Crdt.ORMap<string, Scuttlegen.Crdt.ORSet<int>>.Delta;
using Map = Scuttlegen.Crdt.ORMultiMap<string, int>;
using Removal = Scuttlegen.Crdt.ORMap<string, Scuttlegen.Crdt.ORSet<int>>.Removal;

namespace Scuttlegen.Crdt.Tests;

public sealed class ORMultiMapTests : HistoryTests<Map, Delta, Tagged>
{
    protected override int LawHistories => 150;

    private protected override void Act(Cluster<Map, Delta, Tagged> cluster, Cluster<Map, Delta, Tagged>.Replica replica, int verb, int first, int second)
    {
        var (key, value) = ($"k{first % 3}", second % 3);
        Tagged[] alive = [.. Tagged.Alive(replica.Known).Where(happened => happened.What.StartsWith($"+{key}/", StringComparison.Ordinal))];
        Tagged[] here = [.. alive.Where(happened => happened.What == $"+{key}/{value}")];
        if (verb <= 2)
        {
            cluster.Apply(replica, replica.Value.Add(key, value, replica.NextDot(second % 3)), new Tagged($"+{key}/{value}", replica.Source, [.. here.Where(happened => happened.By == replica.Source)]));
            Assert.True(replica.Value.Contains(key, value));
            return;
        }

        var removal = verb == 3 ? replica.Value.Observe(key, value) : replica.Value.Observe(key);
        removal = CodecLaws.Decode<Removal>(CodecLaws.Encode(removal));
        var fresh = Tuple.Create(removal, verb == 3 ? here : alive);
        var recalled = replica.Recall(fresh, second / 3);
        cluster.Apply(replica, replica.Value.Remove(recalled.Item1), new Tagged("-", replica.Source, recalled.Item2));
        if (ReferenceEquals(recalled, fresh)) Assert.False(replica.Value.Contains(key, value));
    }

    private protected override void Check(Map value, HashSet<Tagged> known)
    {
        var expected = Tagged.Alive(known).Where(static happened => happened.What[0] == '+').Select(static happened => happened.What).Distinct().Order(StringComparer.Ordinal);
        Assert.Equal(expected, value.SelectMany(static entry => entry.Value.Select(held => $"+{entry.Key}/{held}")));
    }
}
