using Scuttlegen.Wire;

namespace Scuttlegen.Tests.Gossip;

/// <summary>Each reason to pull on its own: in a network they stand in for one another.</summary>
public class PullTests
{
    private static readonly StoreId Store = StoreId.Create("Ledger", "");
    private static readonly TimeSpan AfterJitter = TimeSpan.FromMilliseconds(100);

    // No heartbeat, no regular reconciliation within the test's time.
    private static readonly StoreOptions Quiet = new()
    {
        Gossip = new GossipOptions { HeartbeatInterval = TimeSpan.FromHours(1), ReconcileInterval = TimeSpan.FromHours(24), PeerTimeout = TimeSpan.FromHours(2) },
    };

    private readonly Replica<Ledger> _a = New(1);
    private readonly Replica<Ledger> _b = New(2);

    public PullTests() => Acquaintance.Of(_a, _b);

    private static Replica<Ledger> New(byte number)
    {
        var id = new byte[PeerId.Size];
        id[0] = number;
        var replica = new Replica<Ledger>(new LedgerTable(), Store, new Source(new PeerId(id), 0), Quiet, new Random(number));

        // The first tick sends the first heartbeat, and makes the first wish to reconcile while nobody is there.
        replica.Tick(TimeSpan.Zero);
        replica.Tick(AfterJitter / 2);
        replica.Outgoing.Clear();
        return replica;
    }

    private static void Turn(Replica<Ledger> replica, TimeSpan now)
    {
        replica.Tick(now);
        replica.EndTurn(now);
        replica.Stored();
    }

    private static byte[] Dispatch(Replica<Ledger> replica)
    {
        replica.Dispatch(LedgerTable.AddedKind, new Added(1), 0);
        Turn(replica, AfterJitter / 2);
        return Take(replica, MessageType.Live).Single();
    }

    private static List<byte[]> Take(Replica<Ledger> replica, uint type)
    {
        var frames = replica.Outgoing.Select(item => item.Frame).Where(frame => SentFrame.TypeOf(frame) == type).ToList();
        replica.Outgoing.Clear();
        return frames;
    }

    private static byte[] Heartbeat(Replica<Ledger> from, ulong digestHash = 0) => new HeartbeatMessage(digestHash, default, null, null).ToFrame(Store, from.Self);

    private List<byte[]> PullsOfBAfterJitter()
    {
        Turn(_b, AfterJitter / 2);
        Turn(_b, AfterJitter);
        return Take(_b, MessageType.Pull);
    }

    /// <summary>The ancestor never asks for a lost message again: its clock keeps only the highest timestamp.</summary>
    [Fact]
    public void One_lost_message_is_asked_for_when_the_next_arrives()
    {
        _b.Receive(Heartbeat(_a), AfterJitter / 2);
        Assert.Empty(PullsOfBAfterJitter());
        Dispatch(_a);
        _b.Receive(Dispatch(_a), AfterJitter / 2);
        var pull = Assert.Single(PullsOfBAfterJitter());

        _a.Receive(pull, AfterJitter);
        _b.Receive(Take(_a, MessageType.Reply).Single(), AfterJitter);
        Turn(_b, AfterJitter);
        Assert.Equal(2, _b.UpdateCount);
    }

    /// <summary>The ancestor loses what was overtaken within a source.</summary>
    [Fact]
    public void Messages_that_overtake_one_another_all_arrive()
    {
        byte[][] live = [Dispatch(_a), Dispatch(_a), Dispatch(_a)];
        _b.Receive(Heartbeat(_a), AfterJitter / 2);
        foreach (var frame in live.Reverse()) _b.Receive(frame, AfterJitter / 2);
        var pull = Assert.Single(PullsOfBAfterJitter());
        _a.Receive(pull, AfterJitter);
        _b.Receive(Take(_a, MessageType.Reply).Single(), AfterJitter);
        Turn(_b, AfterJitter);
        Assert.Equal(3, _b.UpdateCount);
        Assert.Equal(3, _b.State.Value - 1);
    }

    [Fact]
    public void A_heartbeat_with_another_digest_is_followed_by_a_pull_from_its_sender()
    {
        _b.Receive(Heartbeat(_a, digestHash: 42), AfterJitter / 2);
        Turn(_b, AfterJitter);
        Assert.Equal(_a.Self, _b.Outgoing.Single(item => SentFrame.TypeOf(item.Frame) == MessageType.Pull).Peer);
    }

    [Fact]
    public void A_heartbeat_with_the_same_digest_is_not()
    {
        _b.Receive(Heartbeat(_a), AfterJitter / 2);
        Assert.Empty(PullsOfBAfterJitter());
    }

    [Fact]
    public void Frames_that_the_transport_lost_are_asked_for()
    {
        _b.Receive(Heartbeat(_a), AfterJitter / 2);
        Assert.Empty(PullsOfBAfterJitter());
        _b.FramesLost(AfterJitter / 2);
        Assert.Single(PullsOfBAfterJitter());
    }

    [Fact]
    public void Whoever_is_asked_by_a_peer_that_is_ahead_asks_in_turn()
    {
        Dispatch(_a);
        _b.Receive(Heartbeat(_a), AfterJitter / 2);
        Assert.Empty(PullsOfBAfterJitter());
        _a.Receive(Heartbeat(_b, digestHash: 42), AfterJitter / 2);
        Turn(_a, AfterJitter);
        _b.Receive(Take(_a, MessageType.Pull).Single(), AfterJitter / 2);
        Assert.Single(PullsOfBAfterJitter());
    }

    [Fact]
    public void A_digest_of_more_sources_than_a_frame_holds_is_asked_for_page_by_page()
    {
        const int sources = 500;
        for (var i = 0; i < sources; i++)
        {
            var author = New((byte)i);
            var source = author.Self with { Incarnation = (ulong)i };
            author = new Replica<Ledger>(new LedgerTable(), Store, source, Quiet, new Random(i));
            author.Dispatch(LedgerTable.AddedKind, new Added(1), 0);
            Turn(author, TimeSpan.Zero);
            var live = Take(author, MessageType.Live).Single();

            // B holds every third of them: its digest alone fills more than one frame.
            _a.Receive(live, AfterJitter / 2);
            if (i % 3 == 0) _b.Receive(live, AfterJitter / 2);
        }

        Turn(_a, AfterJitter / 2);
        _b.MaxFrameBytes = 4096;
        _b.Receive(Heartbeat(_a, digestHash: 42), AfterJitter / 2);
        Turn(_b, AfterJitter);
        var pulls = 0;
        while (Take(_b, MessageType.Pull) is [var pull])
        {
            Assert.InRange(pull.Length, 1, 4096);
            Assert.InRange(++pulls, 1, 200);
            _a.Receive(pull, AfterJitter);
            _b.Receive(Take(_a, MessageType.Reply).Single(), AfterJitter);
        }

        Turn(_b, AfterJitter);
        Assert.Equal(sources, _b.UpdateCount);
    }

    [Fact]
    public void A_reply_carries_at_least_one_batch_whatever_its_budget()
    {
        Dispatch(_a);
        Dispatch(_a);
        _a.Receive((new PullMessage(1, 1, null, null, []) { Token = _a.TokenFor(_b.Self) }).ToFrame(Store, _b.Self), AfterJitter);
        _b.Receive(Take(_a, MessageType.Reply).Single(), AfterJitter);
        Turn(_b, AfterJitter);
        Assert.Equal(1, _b.UpdateCount);
    }

    [Fact]
    public void A_reply_begins_with_the_oldest()
    {
        for (var i = 0; i < 5; i++) Dispatch(_a);
        _b.Receive(Heartbeat(_a), AfterJitter / 2);
        var c = New(3);
        c.Dispatch(LedgerTable.AddedKind, new Added(1), 0);
        Turn(c, AfterJitter / 2);
        _a.Receive(Take(c, MessageType.Live).Single(), AfterJitter);
        Turn(_a, AfterJitter);
        _a.Outgoing.Clear();

        _a.Receive((new PullMessage(1, 200, null, null, []) { Token = _a.TokenFor(_b.Self) }).ToFrame(Store, _b.Self), AfterJitter);
        _b.Receive(Take(_a, MessageType.Reply).Single(), AfterJitter);
        Turn(_b, AfterJitter);
        Assert.Equal([1UL, 1, 2], _b.GetHistory().Select(update => update.Stamp.Time));
    }

    /// <summary>Batches that have to wait are not the only ones that fit the budget: the asker leaves their source out and goes on.</summary>
    [Fact]
    public void Batches_that_cannot_be_taken_yet_do_not_keep_others_out()
    {
        var (waits, small) = (new Source(PeerId.NewRandom(), 1), new Source(PeerId.NewRandom(), 1));
        var feeds = new FeedSet(Store, _a.Self.Peer, new SourceTable(), ulong.MaxValue);
        for (ulong i = 1; i <= 5; i++)
        {
            // The critical extension 5 of a newer version.
            var header = new CborWriter(new byte[100]);
            header.WriteArrayHeader(7);
            foreach (var field in (ulong[])[i, 1, i, 0, 0]) header.WriteUInt64(field);
            header.WriteArrayHeader(1);
            header.WriteString("Noted");
            header.WriteMapHeader(1);
            header.WriteUInt64(5);
            header.WriteBytes([]);
            var body = new CborWriter(new byte[31_000]);
            body.WriteUInt32(0);
            body.WriteBytes(new byte[30_000]);
            feeds.Append(feeds.GetOrAdd(waits), Batch.Read(header.Written, body.Written));
        }

        var builder = new BatchBuilder();
        builder.TryAdd("Added", 9, 0, [0x81, 0x05]);
        feeds.Append(feeds.GetOrAdd(small), builder.Seal(1));

        _b.Receive(Heartbeat(_a, digestHash: 42), AfterJitter / 2);
        Turn(_b, AfterJitter);
        for (var rounds = 0; Take(_b, MessageType.Pull) is [var frame]; rounds++)
        {
            Assert.InRange(rounds, 0, 3);
            var reader = SentFrame.MessageOf(frame);
            var pull = PullMessage.Read(ref reader);
            var answer = Scuttlegen.Gossip.Digests.Respond(feeds, pull, 64 * 1024);
            _b.Receive(ReplyMessage.ToFrame(Store, _a.Self, pull.Request, answer.More, answer.Sections), AfterJitter);
        }

        Turn(_b, AfterJitter);
        Assert.Equal(small, Assert.Single(_b.GetHistory()).Source);
    }

    [Fact]
    public void Whoever_leaves_while_it_is_asked_costs_no_timeout()
    {
        var c = New(3);
        Acquaintance.Of(c, _b);
        _b.Receive(Heartbeat(_a, digestHash: 42), AfterJitter / 2);
        _b.Receive(Heartbeat(c), AfterJitter / 2);
        Turn(_b, AfterJitter);
        Assert.Equal(_a.Self, Assert.Single(_b.Outgoing, item => SentFrame.TypeOf(item.Frame) == MessageType.Pull).Peer);
        _b.Outgoing.Clear();
        _a.Leave();
        _b.Receive(Take(_a, MessageType.Leave).Single(), AfterJitter);
        Turn(_b, AfterJitter + AfterJitter);
        Assert.Equal(c.Self, Assert.Single(_b.Outgoing, item => SentFrame.TypeOf(item.Frame) == MessageType.Pull).Peer);
    }

    [Fact]
    public void Beyond_the_bound_a_newcomer_takes_a_members_place()
    {
        var replica = new Replica<Ledger>(
            new LedgerTable(), Store, _a.Self, Quiet with { Gossip = Quiet.Gossip with { MaxPeers = 3 } }, new Random(1));
        for (byte i = 10; i < 60; i++)
        {
            replica.Receive(Heartbeat(New(i)), TimeSpan.Zero);
            Assert.Contains(replica.Members.Members, member => member.Source == New(i).Self);
        }

        Assert.Equal(3, replica.Members.Members.Count());
        Assert.Equal((50, 47), (replica.Events.Count(happened => happened is PeerJoined), replica.Events.Count(happened => happened is PeerLeft)));
    }

    [Fact]
    public void A_full_inbox_drops_and_has_room_again_once_it_is_taken()
    {
        var inbox = new Inbox(maxBytes: 1000);
        Assert.True(inbox.TryAdd(new byte[800]));
        Assert.False(inbox.TryAdd(new byte[800]));
        Assert.Equal(1, inbox.Dropped);
        Assert.Equal(800, Assert.Single(inbox.TakeAll()).Length);
        Assert.True(inbox.TryAdd(new byte[800]));
        Assert.Single(inbox.TakeAll());
        Assert.Empty(inbox.TakeAll());
    }
}
