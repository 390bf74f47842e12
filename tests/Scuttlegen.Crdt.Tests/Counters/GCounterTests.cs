using Scuttlegen.Testing;
using Scuttlegen.Wire;
using Xunit;

namespace Scuttlegen.Crdt.Tests;

public sealed class GCounterTests : HistoryTests<GCounter, GCounter, GCounterTests.Counted>
{
    /// <summary>One count.</summary>
    public sealed record Counted(Source By, ulong Amount);

    private protected override void Act(Cluster<GCounter, GCounter, Counted> cluster, Cluster<GCounter, GCounter, Counted>.Replica replica, int verb, int first, int second)
    {
        var amount = verb == 0 ? (ulong)second << 30 : (ulong)first;
        var mutation = replica.Value.Increment(replica.Source, amount);
        if (amount == 0)
        {
            SharedAssert.Same(replica.Value, mutation.Value);
            return;
        }

        // A delta tells of all its source's counts so far.
        cluster.Apply(replica, mutation, [.. replica.Known.Where(counted => counted.By == replica.Source), new Counted(replica.Source, amount)]);
    }

    private protected override void Check(GCounter value, HashSet<Counted> known)
    {
        UInt128 expected = 0;
        foreach (var counted in known) expected += counted.Amount;
        Assert.Equal(expected, value.Value);
    }

    [Fact]
    public void A_count_that_overflows_is_refused_and_the_sum_of_full_counts_is_not()
    {
        var full = GCounter.Empty.Increment(Peers.Source(0), ulong.MaxValue).Value;
        var refused = Assert.Throws<CounterOverflowException>(() => full.Increment(Peers.Source(0)));
        Assert.Equal(Peers.Source(0), refused.CountingSource);
        Assert.Equal((UInt128)ulong.MaxValue * 2, full.Increment(Peers.Source(1), ulong.MaxValue).Value.Value);
    }

    [Fact]
    public void Counting_by_zero_and_merging_the_known_change_nothing()
    {
        var counter = GCounter.Empty.Increment(Peers.Source(0), 3).Value;
        SharedAssert.Same(counter, counter.Increment(Peers.Source(1), 0).Value);
        SharedAssert.Same(counter, counter.Merge(CodecLaws.Decode<GCounter>(CodecLaws.Encode(counter))));
        Assert.Equal(3UL, counter.CountOf(Peers.Source(0)));
        Assert.Equal(0UL, counter.CountOf(Peers.Source(1)));
    }

    [Fact]
    public void A_source_without_counts_or_twice_is_refused()
    {
        var source = CodecLaws.Encode(GCounter.Empty.Increment(Peers.Source(0)).Value)[1..^1];
        Assert.Equal(WireFormatError.NotCanonical, Refused([0xa1, .. source, 0]));
        Assert.Equal(WireFormatError.NotAllowed, Refused([0xa2, .. source, 1, .. source, 2]));

        static WireFormatError Refused(byte[] bytes) => Assert.Throws<WireFormatException>(() => CodecLaws.Decode<GCounter>(bytes)).Error;
    }
}
