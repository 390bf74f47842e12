using Scuttlegen.Tests.Gossip;
using Scuttlegen.Wire;

namespace Scuttlegen.Tests;

/// <summary>One replica by hand: frames in, frames and batches out.</summary>
public class ReplicaTests
{
    private static readonly StoreId Store = StoreId.Create("Ledger", "");
    private static readonly Source Self = new(PeerId.NewRandom(), 1);
    private static readonly Source Other = new(PeerId.NewRandom(), 2);

    private static Replica<Ledger> New(Source source, StoreOptions? options = null, params IEnumerable<StoredBatch> stored)
    {
        var replica = new Replica<Ledger>(new LedgerTable(), Store, source, options ?? new StoreOptions(), new Random(1));
        foreach (var batch in stored) replica.Load(batch);
        replica.Loaded();
        return replica;
    }

    /// <summary>A whole turn, with a storage that never fails.</summary>
    private static List<StoredBatch> Turn(Replica<Ledger> replica, TimeSpan now = default)
    {
        replica.Tick(now);
        replica.EndTurn(now);
        List<StoredBatch> stored = [.. replica.Unstored];
        replica.Stored();
        return stored;
    }

    /// <summary>A source's feed in batches of one update each.</summary>
    private static List<StoredBatch> Feed(Source source, int updates, int first = 0)
    {
        var author = New(source);
        List<StoredBatch> stored = [];
        for (var i = 0; i < updates; i++)
        {
            author.Dispatch(LedgerTable.AddedKind, new Added(first + i), 0);
            stored.AddRange(Turn(author));
        }

        return stored;
    }

    /// <summary>What a peer that holds <paramref name="feed"/> answers to a pull with an empty digest.</summary>
    private static byte[] Reply(uint request, bool more, Source sender, Source source, IEnumerable<StoredBatch> feed)
    {
        var held = new Feed(Store, source, 0);
        foreach (var batch in feed) held.Append(Batch.Read(batch.Header.Span, batch.Body.Span));
        return ReplyMessage.ToFrame(Store, sender, request, more, [new Section(held, 0, held.BatchCount)]);
    }

    [Fact]
    public void A_flood_of_pulls_is_no_flood_of_memory()
    {
        var replica = New(Self);
        for (var i = 0; i < 40; i++) replica.Dispatch(LedgerTable.NotedKind, new Noted(new string('x', 30_000)), 0);
        Turn(replica);
        replica.Outgoing.Clear();

        var pull = (new PullMessage(1, uint.MaxValue, null, null, []) { Token = replica.TokenFor(Other) }).ToFrame(Store, Other);
        for (var i = 0; i < 1000; i++) replica.Receive(pull, TimeSpan.Zero);
        Assert.InRange(replica.Outgoing.Sum(outgoing => (long)outgoing.Frame.Length), 500_000, 64L * 1024 * 1024);

        // The next turn serves again.
        Turn(replica);
        replica.Outgoing.Clear();
        replica.Receive(pull, TimeSpan.Zero);
        Assert.Single(replica.Outgoing);
    }

    /// <summary>A storage may give feed after feed: the clock that a batch was admitted by may come from a feed that is read later.</summary>
    [Fact]
    public void What_was_admitted_once_is_loaded_however_far_ahead_its_clock_is()
    {
        var builder = new BatchBuilder();
        builder.TryAdd("Added", 1000, 0, [0x81, 0x05]);
        var batch = builder.Seal(1);
        var stored = new StoredBatch(Other, ChainHash.Genesis(Store, Other).Prefix, batch.HeaderMemory, batch.BodyMemory, default);
        Assert.Equal(1, New(Self, new StoreOptions { MaxClockLead = 10 }, stored).UpdateCount);
    }

    [Fact]
    public void A_pull_goes_on_when_live_batches_overtook_its_answer()
    {
        var feed = Feed(Other, 1);
        var replica = New(Self);
        replica.Receive(new HeartbeatMessage(42, default, null, null).ToFrame(Store, Other), TimeSpan.Zero);
        Acquaintance.Of(replica, Other);
        Turn(replica, TimeSpan.FromSeconds(1));
        Assert.True(replica.IsConverging);
        var reader = SentFrame.MessageOf(replica.Outgoing.Single(static item => item.Peer is not null).Frame);
        var request = PullMessage.Read(ref reader).Request;
        replica.Outgoing.Clear();

        replica.Receive(Reply(request + 1, false, Other, Other, feed), TimeSpan.FromSeconds(1));
        replica.Receive(Reply(request, more: true, Other, Other, feed), TimeSpan.FromSeconds(1));
        Assert.True(replica.IsConverging);
        Assert.Single(replica.Outgoing);
    }

    /// <summary>Each is ahead of the other in a branch that the other does not take: they find both forks, and do not ask without end.</summary>
    [Fact]
    public void Peers_on_two_branches_agree_and_do_not_pull_in_circles()
    {
        var (x, y) = (new Source(PeerId.NewRandom(), 3), new Source(PeerId.NewRandom(), 4));
        var (a, b) = (New(Self, null, [.. Feed(x, 1), .. Feed(y, 3, first: 100)]), New(Other, null, [.. Feed(x, 3, first: 100), .. Feed(y, 1)]));
        a.Connected(TimeSpan.Zero);
        b.Connected(TimeSpan.Zero);
        for (var now = TimeSpan.Zero; now < TimeSpan.FromSeconds(10); now += TimeSpan.FromMilliseconds(1))
        {
            Turn(a, now);
            Turn(b, now);
            var (fromA, fromB) = (a.Outgoing.ToList(), b.Outgoing.ToList());
            a.Outgoing.Clear();
            b.Outgoing.Clear();
            foreach (var (_, frame) in fromA) b.Receive(frame, now);
            foreach (var (_, frame) in fromB) a.Receive(frame, now);
        }

        Assert.InRange(a.GetStatistics().Pulls, 2, 50);
        Assert.Equal((0, 0), (a.UpdateCount, b.UpdateCount));
    }

    [Theory]
    [InlineData(1)]
    [InlineData(100)]
    [InlineData(250)]
    [InlineData(400)]
    public void A_medium_of_tiny_frames_stops_nothing(int maxFrameBytes)
    {
        var replica = New(Self, null, Feed(Other, 1));
        replica.MaxFrameBytes = maxFrameBytes;
        Acquaintance.Of(replica, Other);
        replica.Receive(new HeartbeatMessage(42, default, null, null).ToFrame(Store, Other), TimeSpan.Zero);
        Turn(replica, TimeSpan.FromSeconds(1));
        replica.Receive((new PullMessage(1, uint.MaxValue, null, null, []) { Token = replica.TokenFor(Other) }).ToFrame(Store, Other), TimeSpan.FromSeconds(1));
        Turn(replica, TimeSpan.FromSeconds(1));
        Assert.Equal(1, replica.GetStatistics().Pulls);
    }

    [Fact]
    public void A_reply_says_whether_its_budget_left_something_out()
    {
        var replica = New(Self);
        for (var i = 0; i < 10; i++) replica.Dispatch(LedgerTable.NotedKind, new Noted(new string('x', 30_000)), 0);
        Turn(replica);
        Assert.Equal((3, true), Ask(100_000));
        Assert.Equal((10, false), Ask(uint.MaxValue));

        (int Batches, bool More) Ask(uint budget)
        {
            replica.Outgoing.Clear();
            replica.Receive((new PullMessage(1, budget, null, null, []) { Token = replica.TokenFor(Other) }).ToFrame(Store, Other), TimeSpan.Zero);
            var reader = new CborReader(Assert.Single(replica.Outgoing).Frame);
            reader.ReadArrayHeader();
            for (var field = 0; field < 4; field++) reader.SkipValue();
            var reply = ReplyMessage.Read(ref reader);
            return (Assert.Single(reply.Sections).Batches.Length, reply.More);
        }
    }

    [Fact]
    public void A_peer_that_falls_silent_leaves()
    {
        var replica = New(Self);
        replica.Receive(new HeartbeatMessage(0, default, null, "other").ToFrame(Store, Other), TimeSpan.FromSeconds(1));
        Turn(replica, TimeSpan.FromSeconds(2));
        Assert.Single(replica.Members.Members);
        Turn(replica, TimeSpan.FromSeconds(10));
        Assert.Empty(replica.Members.Members);
        Assert.Contains(replica.Events, happened => happened is PeerLeft left && left.Peer == Other);
    }

    [Fact]
    public void Refusals_of_ever_new_peers_are_counted_together()
    {
        var counts = new OccurrenceCounts<(int Peer, int Reason)>(key => (-1, key.Reason));
        var told = Enumerable.Range(0, 10_000).Count(peer => counts.Count((peer, 7), out _));
        Assert.Equal(10_000, counts.Total);
        Assert.InRange(told, 4096, 4096 + 14);
    }
}
