using Scuttlegen.Wire;

namespace Scuttlegen.Tests.Gossip;

/// <summary>What a log entry has no room for stays outside the door.</summary>
public class LimitTests
{
    private static Batch BatchAt(ulong sequence, int count = 1, Origin? origin = null)
    {
        var builder = new BatchBuilder { Origin = origin };
        for (var i = 0; i < count; i++) builder.TryAdd("Added", 1 + (ulong)i, 0, [0x81, 0x05]);
        return builder.Seal(sequence);
    }

    private static Batch Reread(Batch batch) => Batch.Read(batch.HeaderBytes, batch.BodyBytes);

    [Fact]
    public void A_batch_beyond_the_last_sequence_is_malformed()
    {
        Assert.Equal((1UL << 40) - 1, WireLimits.MaxSequence);
        Assert.Equal(WireLimits.MaxSequence, Reread(BatchAt(WireLimits.MaxSequence)).Header.LastSequence);
        Assert.Equal(WireLimits.MaxSequence, Reread(BatchAt(WireLimits.MaxSequence - 2, 3)).Header.LastSequence);
        Assert.Equal(WireFormatError.OutOfRange, Assert.Throws<WireFormatException>(() => Reread(BatchAt(WireLimits.MaxSequence - 1, 3))).Error);
        Assert.Throws<WireFormatException>(() => Reread(BatchAt(WireLimits.MaxSequence + 1)));
        Assert.Throws<WireFormatException>(() => Reread(BatchAt(ulong.MaxValue - 1)));
    }

    [Fact]
    public void So_is_one_that_re_issues_what_no_feed_can_have()
    {
        var origin = new Origin(Lab.SourceOf(1), 1, WireLimits.MaxSequence - 1);
        Assert.Equal(origin, Reread(BatchAt(1, 2, origin)).Header.Origin);
        Assert.Throws<WireFormatException>(() => Reread(BatchAt(1, 3, origin)));
    }

    [Fact]
    public void One_s_own_feed_ends_there_with_a_clear_error()
    {
        var feed = new Feed(Lab.Store, Lab.SourceOf(1), 0);
        feed.Append(BatchAt(WireLimits.MaxSequence - 1));
        var outbox = new Outbox(ChainHash.Genesis(Lab.Store, feed.Source));
        outbox.Resume(feed);
        Assert.Equal(WireLimits.MaxSequence, outbox.NextSequence);
        outbox.Add("Added", 5, 0, [0x81, 0x05]);
        Assert.True(outbox.IsFull);
        Assert.Contains("as many as a feed can have", Assert.Throws<OverflowException>(() => outbox.NextSequence).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Sources_beyond_those_that_entries_can_name_must_wait_and_one_s_own_have_a_place_left()
    {
        var sources = new SourceTable(capacity: 3);
        var feeds = new FeedSet(Lab.Store, Lab.SourceOf(1).Peer, sources, ulong.MaxValue);
        feeds.GetOrAdd(Lab.SourceOf(1));
        Assert.Equal(Admission.Admitted, Admit(2));
        Assert.False(feeds.HasRoomFor(Lab.SourceOf(3)));
        Assert.Equal(Admission.NotYet, Admit(3));
        Assert.Equal(Admission.Duplicate, Admit(2));
        feeds.GetOrAdd(Lab.SourceOf(1) with { Incarnation = 7 });
        Assert.Throws<OverflowException>(() => feeds.GetOrAdd(Lab.SourceOf(3)));
        Assert.Equal(3, feeds.Count);

        Admission Admit(byte author) =>
            feeds.Admit(Lab.SourceOf(author), ChainHash.Genesis(Lab.Store, Lab.SourceOf(author)).Prefix, [BatchAt(1)], out _, out _);
    }

    [Theory]
    [InlineData(17, 1)]
    [InlineData(1, 65)]
    public void A_pull_that_asks_for_more_evidence_than_peers_do_is_refused(int branches, int hashes)
    {
        var pull = new PullMessage(1, 1000, null, null, [])
        {
            Branches = [.. Enumerable.Range(0, branches).Select(i => new BranchEntry(Lab.SourceOf(1), [.. Enumerable.Range(0, hashes).Select(hash => (ulong)hash)]))],
        };
        AssertRefused(pull);
    }

    [Fact]
    public void So_is_one_that_excludes_more() =>
        AssertRefused(new PullMessage(1, 1000, null, null, []) { Excluded = [.. Enumerable.Repeat(Lab.SourceOf(1), 257)] });

    private static void AssertRefused(PullMessage pull)
    {
        var replica = new Lab(1).Add(7).Replica;
        replica.Receive(pull.ToFrame(Lab.Store, Lab.SourceOf(9)), TimeSpan.Zero);
        Assert.Equal(Refusal.Undecodable, Assert.IsType<FrameRefused>(Assert.Single(replica.Events)).Refusal);
        Assert.Empty(replica.Outgoing);
    }
}
