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
        if (amount == 0) Assert.Same(replica.Value, mutation.Value);

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
}
