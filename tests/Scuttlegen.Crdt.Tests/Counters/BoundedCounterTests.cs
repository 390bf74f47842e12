using Scuttlegen.Testing;
using Scuttlegen.Wire;
using Xunit;

namespace Scuttlegen.Crdt.Tests;

public sealed class BoundedCounterTests : HistoryTests<BoundedCounter, BoundedCounter, BoundedCounterTests.Event>
{
    /// <summary>What one source did: counted up or down, or gave rights to another.</summary>
    public sealed record Event(Source By, long Amount, Source? To);

    private protected override void Act(Cluster<BoundedCounter, BoundedCounter, Event> cluster, Cluster<BoundedCounter, BoundedCounter, Event>.Replica replica, int verb, int first, int second)
    {
        var by = replica.Source;
        if (verb <= 1)
        {
            Apply(replica.Value.Increment(by, (ulong)first), new Event(by, first, null));
            return;
        }

        var amount = verb is 3 ? second : second % 100;
        var to = verb <= 3 ? (Source?)null : Peers.Source(first % 4);
        var rights = Rights(replica.Known, by);
        if (amount > rights)
        {
            var refused = Assert.Throws<InsufficientRightsException>(() => to is { } receiver ? replica.Value.Transfer(by, receiver, (ulong)amount) : replica.Value.Decrement(by, (ulong)amount));
            Assert.Equal((by, (UInt128)rights, (ulong)amount), (refused.Spender, refused.Rights, refused.Requested));
            return;
        }

        if (to is null) Apply(replica.Value.Decrement(by, (ulong)amount), new Event(by, -amount, null));
        else Apply(replica.Value.Transfer(by, to.Value, (ulong)amount), new Event(by, to == by ? 0 : amount, to));

        // A delta tells of all that its source did in the same direction.
        void Apply(Mutation<BoundedCounter, BoundedCounter> mutation, Event happened)
        {
            var before = replica.Known.Where(other => happened.Amount != 0 && other.By == by && other.To == happened.To && Math.Sign(other.Amount) == Math.Sign(happened.Amount));
            cluster.Apply(replica, mutation, [.. before, happened]);
            Assert.True(Value(cluster.Happened) >= 0, "the value fell below its bound");
        }
    }

    private protected override void Check(BoundedCounter value, HashSet<Event> known)
    {
        Assert.Equal((UInt128)Math.Max(0, Value(known)), value.Value);
        for (var number = 0; number < 4; number++) Assert.Equal((UInt128)Math.Max(0, Rights(known, Peers.Source(number))), value.RightsOf(Peers.Source(number)));
    }

    [Fact]
    public void Nobody_spends_what_another_has()
    {
        var stock = BoundedCounter.Empty.Increment(Peers.Source(0), 10).Value;
        var refused = Assert.Throws<InsufficientRightsException>(() => stock.Decrement(Peers.Source(1)));
        Assert.Contains("rights to 0", refused.Message, StringComparison.Ordinal);
        var shared = stock.Transfer(Peers.Source(0), Peers.Source(1), 4).Value;
        Assert.Equal(10u, shared.Value);
        Assert.Throws<InsufficientRightsException>(() => shared.Decrement(Peers.Source(0), 7));

        // Both spend all they have, and neither knows of the other.
        var left = shared.Decrement(Peers.Source(0), 6).Value;
        var right = shared.Decrement(Peers.Source(1), 4).Value;
        Assert.Equal(0u, left.Merge(right).Value);
    }

    [Fact]
    public void Rights_received_can_be_given_on()
    {
        var counter = BoundedCounter.Empty.Increment(Peers.Source(0), 3).Value
            .Transfer(Peers.Source(0), Peers.Source(1), 3).Value
            .Transfer(Peers.Source(1), Peers.Source(2), 3).Value
            .Decrement(Peers.Source(2), 3).Value;
        Assert.Equal(0u, counter.Value);
        Assert.Equal(0u, counter.RightsOf(Peers.Source(1)));
    }

    [Fact]
    public void A_decrement_that_was_allowed_where_it_was_dispatched_is_allowed_wherever_it_replays()
    {
        // At its place in the order the counter holds more than its author had seen, and never less rights of the author.
        var seen = BoundedCounter.Empty.Increment(Peers.Source(0), 5).Value;
        var state = seen.Increment(Peers.Source(1), 5).Value.Decrement(Peers.Source(1), 5).Value.Increment(Peers.Source(2)).Value.Transfer(Peers.Source(2), Peers.Source(0), 1).Value;
        Assert.Equal(1u, state.Decrement(Peers.Source(0), 5).Value.Value);
    }

    [Fact]
    public void A_gift_to_oneself_or_of_nothing_is_refused_as_bytes_and_changes_nothing_as_a_call()
    {
        var counter = BoundedCounter.Empty.Increment(Peers.Source(0), 5).Value;
        SharedAssert.Same(counter, counter.Transfer(Peers.Source(0), Peers.Source(0), 5).Value);
        SharedAssert.Same(counter, counter.Transfer(Peers.Source(0), Peers.Source(1), 0).Value);
        var gift = CodecLaws.Encode(GCounter.Empty.Increment(Peers.Source(0)).Value);
        byte[] giver = gift[1..^1];
        Assert.Equal(WireFormatError.NotAllowed, Refused([0x82, .. CodecLaws.Encode(PNCounter.Empty), 0xa1, .. giver, .. gift]));
        Assert.Equal(WireFormatError.NotCanonical, Refused([0x82, .. CodecLaws.Encode(PNCounter.Empty), 0xa1, .. giver, 0xa0]));

        static WireFormatError Refused(byte[] bytes) => Assert.Throws<WireFormatException>(() => CodecLaws.Decode<BoundedCounter>(bytes)).Error;
    }

    private static long Value(IEnumerable<Event> known) => known.Where(static happened => happened.To is null).Sum(static happened => happened.Amount);

    private static long Rights(HashSet<Event> known, Source source) =>
        known.Where(happened => happened.To is null && happened.By == source).Sum(static happened => happened.Amount)
        + known.Where(happened => happened.To == source).Sum(static happened => happened.Amount)
        - known.Where(happened => happened.To is not null && happened.By == source).Sum(static happened => happened.Amount);
}
