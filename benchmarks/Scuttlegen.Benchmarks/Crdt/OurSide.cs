using Scuttlegen.Crdt;

namespace Scuttlegen.Benchmarks.Crdt;

/// <summary>What a replica does with ours: dots and stamps count up, deltas go where they are sent.</summary>
internal static class OurSide
{
    public static ORSet<string> Add(ORSet<string> set, string[] elements, Source[] sources, ulong first = 1)
    {
        for (var i = 0; i < elements.Length; i++)
            set = set.Add(elements[i], new Dot(sources[i % sources.Length], first + (ulong)(i / sources.Length), 0));
        return set;
    }

    public static LWWMap<string, string> Set(LWWMap<string, string> map, string[] keys, Source[] sources, ulong first = 1)
    {
        for (var i = 0; i < keys.Length; i++)
            map = map.Set(keys[i], keys[i], new Stamp(first + (ulong)i, sources[i % sources.Length]));
        return map;
    }

    public static PNCounter Count(PNCounter counter, Source[] sources, int times)
    {
        for (var i = 0; i < times; i++) counter = counter.Increment(sources[i % sources.Length]);
        return counter;
    }

    public static PNCounter CountBothWays(Source[] sources, ulong up, ulong down)
    {
        var counter = PNCounter.Empty;
        foreach (var source in sources) counter = counter.Increment(source, up).Value.Decrement(source, down);
        return counter;
    }
}
