using Scuttlegen.Testing;
using Scuttlegen.Wire;
using Xunit;

namespace Scuttlegen.Crdt.Tests;

public sealed class PNCounterTests : HistoryTests<PNCounter, PNCounter, PNCounterTests.Counted>
{
    /// <summary>One count, up or down.</summary>
    public sealed record Counted(Source By, long Amount);

    private protected override void Act(Cluster<PNCounter, PNCounter, Counted> cluster, Cluster<PNCounter, PNCounter, Counted>.Replica replica, int verb, int first, int second)
    {
        var amount = verb <= 3 ? first : -first;
        var mutation = verb switch
        {
            0 or 1 => replica.Value.Increment(replica.Source, (ulong)amount),
            5 => replica.Value.Decrement(replica.Source, (ulong)-amount),
            _ => replica.Value.Add(replica.Source, amount),
        };
        if (amount == 0) SharedAssert.Same(replica.Value, mutation.Value);

        // A count tells of all its source's counts in that direction.
        var before = replica.Known.Where(counted => amount != 0 && counted.By == replica.Source && Math.Sign(counted.Amount) == Math.Sign(amount));
        cluster.Apply(replica, mutation, [.. before, new Counted(replica.Source, amount)]);
    }

    private protected override void Check(PNCounter value, HashSet<Counted> known)
    {
        Int128 expected = 0;
        foreach (var counted in known) expected += counted.Amount;
        Assert.Equal(expected, value.Value);
    }

    [Fact]
    public void Both_directions_are_checked_for_overflow()
    {
        var full = PNCounter.Empty.Increment(Peers.Source(0), ulong.MaxValue).Value.Decrement(Peers.Source(0), ulong.MaxValue).Value;
        Assert.Equal(0, full.Value);
        Assert.Throws<CounterOverflowException>(() => full.Increment(Peers.Source(0)));
        Assert.Throws<CounterOverflowException>(() => full.Decrement(Peers.Source(0)));
        Assert.Throws<CounterOverflowException>(() => full.Add(Peers.Source(0), -1));
        Assert.Equal((Int128)long.MinValue, PNCounter.Empty.Add(Peers.Source(1), long.MinValue).Value.Value);
    }

    [Fact]
    public void A_source_is_written_once_with_both_of_its_counts()
    {
        var counter = PNCounter.Empty.Increment(Peers.Source(0), 5).Value.Decrement(Peers.Source(0), 7).Value.Decrement(Peers.Source(1), 3).Value.Increment(Peers.Source(2), 9).Value;
        var expected = new (Source Source, byte Up, byte Down)[] { (Peers.Source(0), 5, 7), (Peers.Source(1), 0, 3), (Peers.Source(2), 9, 0) }.OrderBy(static entry => entry.Source);
        Assert.Equal([0x89, .. expected.SelectMany(static entry => Written(entry.Source, entry.Up, entry.Down))], CodecLaws.Encode(counter));
    }

    [Fact]
    public void A_source_without_counts_or_twice_is_refused()
    {
        Assert.Equal(WireFormatError.NotCanonical, Refused([0x83, .. Written(Peers.Source(0), 0, 0)]));
        Assert.Equal(WireFormatError.NotAllowed, Refused([0x86, .. Written(Peers.Source(0), 1, 0), .. Written(Peers.Source(0), 0, 1)]));
        Assert.Equal(WireFormatError.OutOfRange, Refused([0x82, .. Written(Peers.Source(0), 1, 0)]));

        static WireFormatError Refused(byte[] bytes) => Assert.Throws<WireFormatException>(() => CodecLaws.Decode<PNCounter>(bytes)).Error;
    }

    private static byte[] Written(Source source, byte up, byte down) => [.. CodecLaws.Encode(GCounter.Empty.Increment(source).Value)[1..^1], up, down];
}
