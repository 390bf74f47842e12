using Akka.Cluster;
using Akka.DistributedData;

namespace Scuttlegen.Benchmarks.Crdt;

/// <summary>What a replica does with theirs: after each update their replicator takes the delta away, without which deltas grow with every update.</summary>
internal static class TheirSide
{
    public static ORSet<string> Add(ORSet<string> set, string[] elements, UniqueAddress[] nodes)
    {
        for (var i = 0; i < elements.Length; i++) set = set.Add(nodes[i % nodes.Length], elements[i]).ResetDelta();
        return set;
    }

    public static LWWDictionary<string, string> Set(LWWDictionary<string, string> map, string[] keys, UniqueAddress[] nodes)
    {
        for (var i = 0; i < keys.Length; i++) map = map.SetItem(nodes[i % nodes.Length], keys[i], keys[i]).ResetDelta();
        return map;
    }

    public static PNCounter Count(PNCounter counter, UniqueAddress[] nodes, int times)
    {
        for (var i = 0; i < times; i++) counter = counter.Increment(nodes[i % nodes.Length]).ResetDelta();
        return counter;
    }

    /// <summary>A counter that each of them has counted on, put together by halves: each increment takes time in proportion to the counter.</summary>
    public static PNCounter CountBothWays(ReadOnlySpan<UniqueAddress> nodes, long up, long down)
    {
        if (nodes.Length == 1) return PNCounter.Empty.Increment(nodes[0], up).Decrement(nodes[0], down).ResetDelta();
        var half = nodes.Length / 2;
        return CountBothWays(nodes[..half], up, down).Merge(CountBothWays(nodes[half..], up, down));
    }
}
