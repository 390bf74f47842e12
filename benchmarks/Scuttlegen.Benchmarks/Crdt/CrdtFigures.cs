using System.Globalization;
using System.Runtime;
using Scuttlegen.Crdt;
using Their = Akka.DistributedData;

namespace Scuttlegen.Benchmarks.Crdt;

/// <summary>The CRDTs beside those of Akka.DistributedData, and what an update costs as they grow: <c>crdt [speed | bytes | sharing]</c>.</summary>
internal static class CrdtFigures
{
    private const int Many = 100_000;

    public static async Task RunAsync(string? only)
    {
        Console.WriteLine($"GC: {(GCSettings.IsServerGC ? "server" : "workstation")}, latency mode {GCSettings.LatencyMode}");
        await using var bytes = new Bytes();
        if (only is null or "speed")
        {
            Contest.Header();
            Adds();
            SetMerges(bytes);
            Counters(bytes);
            Maps(bytes);
        }

        if (only is null or "bytes") Sizes(bytes);
        if (only is null or "sharing") Sharing.Run();
    }

    private static void Adds()
    {
        foreach (var (count, replicas) in new[] { (1_000, 1), (Many, 1), (Many, 16) })
        {
            var words = Words.Numbered(0, count);
            var (sources, nodes) = (Replicas.Ours(replicas), Replicas.Theirs(replicas));
            Contest.Run(
                $"`ORSet` add, {count:N0} from {replicas}",
                count,
                () => OurSide.Add(ORSet<string>.Empty, words, sources),
                () => TheirSide.Add(Their.ORSet<string>.Empty, words, nodes));
        }
    }

    private static void SetMerges(Bytes bytes)
    {
        const int fresh = 5;
        var (sources, nodes) = (Replicas.Ours(4), Replicas.Theirs(4));
        var words = Words.Numbered(0, 2 * Many);
        var (half, other) = (words[..Many], words[Many..]);

        var (ourLeft, ourRight) = (OurSide.Add(ORSet<string>.Empty, half, sources[..2]), OurSide.Add(ORSet<string>.Empty, other, sources[2..]));
        var (theirLeft, theirRight) = (TheirSide.Add(Their.ORSet<string>.Empty, half, nodes[..2]), TheirSide.Add(Their.ORSet<string>.Empty, other, nodes[2..]));
        Contest.Run("`ORSet` merge, disjoint, interleaved, 2 × 100,000", 1, () => ourLeft.Merge(ourRight), () => theirLeft.Merge(theirRight));

        var (ours, theirs) = (OurSide.Add(ourLeft, other[..fresh], sources[..1], Many), TheirSide.Add(theirLeft, other[..fresh], nodes[..1]));
        var (ourOther, theirOther) = (OurSide.Add(ourLeft, other[^fresh..], sources[2..3]), TheirSide.Add(theirLeft, other[^fresh..], nodes[2..3]));
        Contest.Run("`ORSet` merge, 100,000, 5 + 5 differ, forked from one value", 1, () => ours.Merge(ourOther), () => theirs.Merge(theirOther));

        var (ourReceived, theirReceived) = (Bytes.Ours<ORSet<string>>(Bytes.Ours(ourOther)), bytes.Received(theirOther));
        Contest.Run("`ORSet` merge, 100,000, 5 + 5 differ, other side from bytes", 1, () => ours.Merge(ourReceived), () => theirs.Merge(theirReceived));
        Contest.Run("`ORSet` to bytes and back, 100,000", 1, () => Bytes.Ours<ORSet<string>>(Bytes.Ours(ours)), () => bytes.Received(theirs));
        Contest.Run("`ORSet` enumerated, 100,000", 1, () => ours.Sum(static element => element.Length), () => theirs.Sum(static element => element.Length));
    }

    private static void Counters(Bytes bytes)
    {
        const int few = 100;
        foreach (var replicas in new[] { 100, 10_000 })
        {
            var (sources, nodes) = (Replicas.Ours(2 * replicas), Replicas.Theirs(2 * replicas));
            var (ours, theirs) = (OurSide.Count(PNCounter.Empty, sources[..replicas], replicas), TheirSide.CountBothWays(nodes.AsSpan(0, replicas), 1, 0));
            Contest.Run($"`PNCounter` increment, {replicas:N0} replicas", few, () => OurSide.Count(ours, sources, few), () => TheirSide.Count(theirs, nodes, few));

            var (ourOther, theirOther) = (OurSide.Count(PNCounter.Empty, sources[replicas..], replicas), TheirSide.CountBothWays(nodes.AsSpan(replicas), 1, 0));
            Contest.Run($"`PNCounter` merge, disjoint, 2 × {replicas:N0}", 1, () => ours.Merge(ourOther), () => theirs.Merge(theirOther));

            var (ourAhead, theirAhead) = (OurSide.Count(ours, sources, few / 2), TheirSide.Count(theirs, nodes, few / 2));
            var (ourReceived, theirReceived) = (Bytes.Ours<PNCounter>(Bytes.Ours(ourAhead)), bytes.Received(theirAhead));
            Contest.Run($"`PNCounter` merge, {replicas:N0}, {few / 2} ahead, from bytes", 1, () => ours.Merge(ourReceived), () => theirs.Merge(theirReceived));
        }
    }

    private static void Maps(Bytes bytes)
    {
        const int count = Many / 10;
        var (sources, nodes) = (Replicas.Ours(4), Replicas.Theirs(4));
        var words = Words.Numbered(0, 2 * count);
        var (half, other) = (words[..count], words[count..]);
        Contest.Run($"`LWWMap` set, {count:N0} from 2", count, () => OurSide.Set(LWWMap<string, string>.Empty, half, sources[..2]), () => TheirSide.Set(Their.LWWDictionary<string, string>.Empty, half, nodes[..2]));

        var (ours, theirs) = (OurSide.Set(LWWMap<string, string>.Empty, half, sources[..2]), TheirSide.Set(Their.LWWDictionary<string, string>.Empty, half, nodes[..2]));
        var (ourOther, theirOther) = (OurSide.Set(LWWMap<string, string>.Empty, other, sources[2..]), TheirSide.Set(Their.LWWDictionary<string, string>.Empty, other, nodes[2..]));
        Contest.Run($"`LWWMap` merge, disjoint, 2 × {count:N0}", 1, () => ours.Merge(ourOther), () => theirs.Merge(theirOther));

        var (ourAhead, theirAhead) = (OurSide.Set(ours, half[..(count / 2)], sources[2..], count + 1), TheirSide.Set(theirs, half[..(count / 2)], nodes[2..]));
        var (ourReceived, theirReceived) = (Bytes.Ours<LWWMap<string, string>>(Bytes.Ours(ourAhead)), bytes.Received(theirAhead));
        Contest.Run($"`LWWMap` merge, {count:N0}, half of them later, from bytes", 1, () => ours.Merge(ourReceived), () => theirs.Merge(theirReceived));
    }

    private static void Sizes(Bytes bytes)
    {
        Console.WriteLine();
        Console.WriteLine("| value | bytes | theirs | ratio | with gzip | theirs | ratio |");
        Console.WriteLine("| --- | ---: | ---: | ---: | ---: | ---: | ---: |");
        foreach (var replicas in new[] { 1, 16 })
        {
            var (sources, nodes) = (Replicas.Ours(replicas), Replicas.Theirs(replicas));
            foreach (var (what, words) in new[] { ("numbered texts", Words.Numbered(0, Many)), ("random texts", Words.Random(3, Many)) })
            {
                Size(bytes, $"`ORSet`, {Many:N0} {what} from {replicas}", OurSide.Add(ORSet<string>.Empty, words, sources), TheirSide.Add(Their.ORSet<string>.Empty, words, nodes));
            }
        }

        foreach (var replicas in new[] { 100, 10_000 })
        {
            var (sources, nodes) = (Replicas.Ours(replicas), Replicas.Theirs(replicas));
            Size(bytes, $"`PNCounter`, {replicas:N0} replicas that count up", OurSide.CountBothWays(sources, 1_000, 0), TheirSide.CountBothWays(nodes, 1_000, 0));
            Size(bytes, $"`PNCounter`, {replicas:N0} replicas that count both ways", OurSide.CountBothWays(sources, 1_000, 10), TheirSide.CountBothWays(nodes, 1_000, 10));
        }

        foreach (var (what, words) in new[] { ("numbered texts", Words.Numbered(0, Many / 10)), ("random texts", Words.Random(3, Many / 10)) })
        {
            var (sources, nodes) = (Replicas.Ours(4), Replicas.Theirs(4));
            Size(bytes, $"`LWWMap`, {Many / 10:N0} {what} from 4", OurSide.Set(LWWMap<string, string>.Empty, words, sources), TheirSide.Set(Their.LWWDictionary<string, string>.Empty, words, nodes));
        }
    }

    private static void Size<T>(Bytes bytes, string what, T ours, object theirs)
        where T : Wire.ICborCodec<T>
    {
        var (our, their) = (Bytes.Ours(ours), Bytes.Plain(bytes.Theirs(theirs)));
        var (ourZipped, theirZipped) = (Bytes.Zipped(our), Bytes.Zipped(their));
        Console.WriteLine(string.Create(
            CultureInfo.InvariantCulture,
            $"| {what} | {our.Length:N0} | {their.Length:N0} | {Ratio(our, their)} | {ourZipped.Length:N0} | {theirZipped.Length:N0} | {Ratio(ourZipped, theirZipped)} |"));
    }

    private static string Ratio(byte[] ours, byte[] theirs) => ((double)ours.Length / theirs.Length).ToString("0.00", CultureInfo.InvariantCulture);
}
