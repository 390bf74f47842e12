using Scuttlegen.Testing;
using Scuttlegen.Wire;
using Xunit;

namespace Scuttlegen.Crdt.Tests;

public sealed class ResettableCounterTests : HistoryTests<ResettableCounter, ResettableCounter, ResettableCounterTests.Event>
{
    /// <summary>A count, or a reset of the counts that its author had observed.</summary>
    public abstract record Event;

    public sealed record Counted(Source By, long Amount) : Event;

    public sealed record Reset(Event[] Observed) : Event;

    private protected override void Act(Cluster<ResettableCounter, ResettableCounter, Event> cluster, Cluster<ResettableCounter, ResettableCounter, Event>.Replica replica, int verb, int first, int second)
    {
        if (verb <= 3)
        {
            var amount = 1 + (verb < 3 ? first : -first - 2);
            var before = replica.Known.OfType<Counted>().Where(counted => counted.By == replica.Source && Math.Sign(counted.Amount) == Math.Sign(amount));
            cluster.Apply(replica, replica.Value.Add(replica.Source, amount), [.. before, new Counted(replica.Source, amount)]);
            return;
        }

        // A reset names the counts of those who have counts left.
        var live = Live(replica.Known).Select(static counted => (counted.By, Math.Sign(counted.Amount))).ToHashSet();
        Event[] observed = [.. replica.Known.OfType<Counted>().Where(counted => live.Contains((counted.By, Math.Sign(counted.Amount))))];
        var observation = CodecLaws.Decode<ResettableCounter.Observation>(CodecLaws.Encode(replica.Value.Observe()));
        Assert.Equal(observed.Length == 0, observation.IsEmpty);
        var fresh = Tuple.Create(observation, observed);
        var recalled = replica.Recall(fresh, first);
        cluster.Apply(replica, replica.Value.Reset(recalled.Item1), [.. recalled.Item2, new Reset(recalled.Item2)]);
        if (ReferenceEquals(recalled, fresh)) Assert.Equal(0, replica.Value.Value);
    }

    private protected override void Check(ResettableCounter value, HashSet<Event> known)
    {
        Int128 expected = 0;
        foreach (var counted in Live(known)) expected += counted.Amount;
        Assert.Equal(expected, value.Value);
    }

    [Fact]
    public void A_reset_that_arrives_before_the_counts_it_observed_takes_them_all_the_same()
    {
        var count = ResettableCounter.Empty.Increment(Peers.Source(0), 5);
        var reset = count.Value.Reset();
        var late = ResettableCounter.Empty.MergeDelta(reset.Delta);
        Assert.Equal(0, late.Value);
        Assert.Equal(reset.Value, late.MergeDelta(count.Delta));
    }

    [Fact]
    public void Observations_without_what_was_reset_already_change_nothing()
    {
        var counter = ResettableCounter.Empty.Increment(Peers.Source(0), 7).Value.Reset().Value;
        Assert.True(counter.Observe().IsEmpty);
        SharedAssert.Same(counter, counter.Reset().Value);
    }

    [Fact]
    public void More_resets_than_counts_are_refused()
    {
        var reset = CodecLaws.Encode(PNCounter.Empty.Increment(Peers.Source(0)).Value);
        byte[] bytes = [0x82, .. CodecLaws.Encode(PNCounter.Empty), .. reset];
        Assert.Equal(WireFormatError.NotAllowed, Assert.Throws<WireFormatException>(() => CodecLaws.Decode<ResettableCounter>(bytes)).Error);
    }

    private static IEnumerable<Counted> Live(HashSet<Event> known)
    {
        var taken = known.OfType<Reset>().SelectMany(static reset => reset.Observed).ToHashSet(ReferenceEqualityComparer.Instance);
        return known.OfType<Counted>().Where(counted => !taken.Contains(counted));
    }
}
