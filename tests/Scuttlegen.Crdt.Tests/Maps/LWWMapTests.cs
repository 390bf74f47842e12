using Scuttlegen.Testing;
using Scuttlegen.Wire;
using Xunit;

namespace Scuttlegen.Crdt.Tests;

public sealed class LWWMapTests : HistoryTests<LWWMap<string, int>, LWWMap<string, int>, LWWMapTests.Write>
{
    /// <summary>A value under a key, or a removal, at a stamp.</summary>
    public sealed record Write(string Key, int? Value, Stamp Stamp);

    private protected override void Act(Cluster<LWWMap<string, int>, LWWMap<string, int>, Write> cluster, Cluster<LWWMap<string, int>, LWWMap<string, int>, Write>.Replica replica, int verb, int first, int second)
    {
        // Clocks that lag and collide, and now and then another writer's stamp.
        var stamp = new Stamp(1 + (ulong)(second % 9), second % 7 == 0 ? Peers.Source(first % 4) : replica.Source);
        var write = new Write($"k{first % 3}", verb <= 3 ? second % 5 : null, stamp);
        var mutation = write.Value is { } value ? replica.Value.Set(write.Key, value, stamp) : replica.Value.Remove(write.Key, stamp);

        // A write that lost publishes the least delta.
        cluster.Apply(replica, mutation, mutation.Delta.Equals(LWWMap<string, int>.Empty) ? [] : [write]);
    }

    private protected override void Check(LWWMap<string, int> value, HashSet<Write> known)
    {
        var last = known.GroupBy(static write => write.Key).Select(static writes => writes.OrderBy(static write => write.Stamp).ThenBy(static write => write.Value ?? -1).Last());
        var expected = last.Where(static write => write.Value is not null).OrderBy(static write => write.Key, StringComparer.Ordinal).Select(static write => KeyValuePair.Create(write.Key, write.Value!.Value));
        Assert.Equal(expected, value);
        Assert.Equal(value.ToArray().Length, value.Count);
    }

    [Fact]
    public void A_removal_wins_over_an_earlier_write_that_arrives_late()
    {
        var removed = LWWMap<string, int>.Empty.Remove("k", Peers.Stamp(5, 1)).Value;
        Assert.False(removed.MergeDelta(LWWMap<string, int>.Empty.Set("k", 1, Peers.Stamp(4, 0)).Delta).ContainsKey("k"));
        Assert.Equal(1, removed.Set("k", 1, Peers.Stamp(6, 0)).Value["k"]);
        Assert.Throws<KeyNotFoundException>(() => removed["k"]);
        Assert.Throws<ArgumentOutOfRangeException>("stamp", () => removed.Set("k", 1, default));
    }

    [Fact]
    public void A_source_that_wrote_nothing_is_left_out()
    {
        var bytes = CodecLaws.Encode(LWWMap<string, int>.Empty.Set("k", 1, Peers.Stamp(5, 1)).Value);
        byte[] unused = [.. bytes[..^(bytes.Length - 44)], 0x80];
        Assert.Equal(WireFormatError.NotCanonical, Assert.Throws<WireFormatException>(() => CodecLaws.Decode<LWWMap<string, int>>(unused)).Error);
    }
}
