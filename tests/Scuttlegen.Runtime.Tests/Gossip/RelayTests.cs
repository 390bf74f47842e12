using Scuttlegen.Wire;

namespace Scuttlegen.Tests.Gossip;

/// <summary>Where a link reaches neighbours only, news is passed on: live batches at once and as they are, pulled ones by an early heartbeat.</summary>
public class RelayTests
{
    private static readonly StoreId Store = StoreId.Create("Ledger", "");
    private static readonly TimeSpan Now = TimeSpan.FromMilliseconds(50);
    private static readonly TimeSpan AfterJitter = TimeSpan.FromMilliseconds(100);

    private static readonly StoreOptions Quiet = new()
    {
        Gossip = new GossipOptions { HeartbeatInterval = TimeSpan.FromHours(1), ReconcileInterval = TimeSpan.FromHours(24), PeerTimeout = TimeSpan.FromHours(2) },
    };

    private static Replica<Ledger> New(byte number, bool reachesEveryPeer = false)
    {
        var id = new byte[PeerId.Size];
        id[0] = number;
        var replica = new Replica<Ledger>(new LedgerTable(), Store, new Source(new PeerId(id), 0), Quiet, new Random(number)) { ReachesEveryPeer = reachesEveryPeer };
        replica.Tick(TimeSpan.Zero);
        replica.Tick(Now);
        replica.Outgoing.Clear();
        return replica;
    }

    private static void Turn(Replica<Ledger> replica, TimeSpan now)
    {
        replica.Tick(now);
        replica.EndTurn(now);
        replica.Stored();
    }

    private static List<byte[]> Take(Replica<Ledger> replica, uint type)
    {
        var frames = replica.Outgoing.Select(item => item.Frame).Where(frame => SentFrame.TypeOf(frame) == type).ToList();
        replica.Outgoing.Clear();
        return frames;
    }

    private static byte[] Dispatch(Replica<Ledger> replica)
    {
        replica.Dispatch(LedgerTable.AddedKind, new Added(1), 0);
        Turn(replica, Now);
        return Take(replica, MessageType.Live).Single();
    }

    private static ReceivedSection Section(byte[] live)
    {
        var reader = SentFrame.MessageOf(live);
        return LiveMessage.Read(ref reader).Single();
    }

    [Fact]
    public void News_is_passed_on_once_and_verbatim()
    {
        var (author, relay) = (New(1), New(2));
        var live = Dispatch(author);
        relay.Receive(live, Now);
        Turn(relay, Now);
        var relayed = Assert.Single(Take(relay, MessageType.Live));
        var (given, passedOn) = (Section(live), Section(relayed));
        Assert.Equal(author.Self, passedOn.Source);
        Assert.Equal(given.ChainBefore, passedOn.ChainBefore);
        Assert.True(given.Batches.Single().HeaderBytes.SequenceEqual(passedOn.Batches.Single().HeaderBytes));
        Assert.True(given.Batches.Single().BodyBytes.SequenceEqual(passedOn.Batches.Single().BodyBytes));

        // Again, be it from the author or from another relay: old news.
        relay.Receive(live, Now);
        relay.Receive(relayed, Now);
        Turn(relay, Now);
        Assert.Empty(Take(relay, MessageType.Live));
    }

    [Fact]
    public void Nothing_is_passed_on_where_everybody_hears_everything()
    {
        var relay = New(2, reachesEveryPeer: true);
        relay.Receive(Dispatch(New(1)), Now);
        Turn(relay, Now);
        Assert.Equal(1, relay.UpdateCount);
        Assert.Empty(relay.Outgoing);
    }

    [Fact]
    public void What_leaves_a_gap_is_not_passed_on()
    {
        var (author, relay) = (New(1), New(2));
        Dispatch(author);
        relay.Receive(Dispatch(author), Now);
        Turn(relay, Now);
        Assert.Empty(Take(relay, MessageType.Live));
    }

    [Fact]
    public void Of_what_overlaps_only_the_new_part_is_passed_on()
    {
        var (author, relay) = (New(1), New(2));
        relay.Receive(Dispatch(author), Now);
        Turn(relay, Now);
        Take(relay, MessageType.Live);
        Dispatch(author);

        // All of it at once, as an author sends what nobody heard.
        author.Receive((new PullMessage(1, 100_000, null, null, []) { Token = author.TokenFor(relay.Self) }).ToFrame(Store, relay.Self), Now);
        var reply = Take(author, MessageType.Reply).Single();
        relay.Receive(AsLive(reply, author.Self), Now);
        Turn(relay, Now);
        Assert.Equal(2UL, Section(Assert.Single(Take(relay, MessageType.Live))).Batches.Single().Header.FirstSequence);
        Assert.Equal(2, relay.UpdateCount);
    }

    [Theory]
    [InlineData(false, 1)]
    [InlineData(true, 0)]
    public void What_was_pulled_is_told_by_an_early_heartbeat(bool reachesEveryPeer, int heartbeats)
    {
        var (author, relay) = (New(1), New(2, reachesEveryPeer));
        Dispatch(author);
        author.Receive((new PullMessage(1, 100_000, null, null, []) { Token = author.TokenFor(relay.Self) }).ToFrame(Store, relay.Self), Now);
        relay.Receive(Take(author, MessageType.Reply).Single(), Now);
        Turn(relay, AfterJitter);
        Assert.Equal(1, relay.UpdateCount);
        Assert.Equal(heartbeats, Take(relay, MessageType.Heartbeat).Count);
    }

    [Fact]
    public void A_ring_falls_silent()
    {
        const int count = 7;
        var ring = Enumerable.Range(1, count).Select(i => New((byte)i)).ToArray();
        var frames = new Queue<(int To, byte[] Frame)>();
        var sent = 0;
        ring[0].Dispatch(LedgerTable.AddedKind, new Added(1), 0);
        Collect(0);
        while (frames.TryDequeue(out var next))
        {
            Assert.InRange(++sent, 1, 2 * count);
            ring[next.To].Receive(next.Frame, Now);
            Collect(next.To);
        }

        Assert.All(ring, replica => Assert.Equal(1, replica.UpdateCount));
        Assert.Equal(2 * count, sent);

        void Collect(int from)
        {
            Turn(ring[from], Now);
            foreach (var frame in Take(ring[from], MessageType.Live))
            {
                frames.Enqueue(((from + 1) % count, frame));
                frames.Enqueue(((from + count - 1) % count, frame));
            }
        }
    }

    [Fact]
    public void A_peer_that_only_asks_is_never_asked()
    {
        var (giver, taker) = (New(1), New(2));
        Dispatch(taker);
        giver.Receive((new PullMessage(1, 100_000, null, null, [new DigestEntry(taker.Self, 1, 42)]) { Token = giver.TokenFor(taker.Self) }).ToFrame(Store, taker.Self), Now);
        Assert.Single(Take(giver, MessageType.Reply));
        Turn(giver, AfterJitter);
        Assert.Empty(Take(giver, MessageType.Pull));
    }

    /// <summary>On a broker any peer has the same news; neighbours may each have other ones.</summary>
    [Fact]
    public void Each_neighbour_that_has_news_is_asked()
    {
        var (a, b, c) = (New(1), New(2), New(3));
        Acquaintance.Of(a, b);
        Acquaintance.Of(c, b);
        Dispatch(a);
        Dispatch(c);
        b.Receive(new HeartbeatMessage(41, default, null, null).ToFrame(Store, a.Self), Now);
        b.Receive(new HeartbeatMessage(43, default, null, null).ToFrame(Store, c.Self), Now);
        var now = AfterJitter;
        for (var i = 0; i < 2; i++, now += AfterJitter)
        {
            Turn(b, now);
            var (peer, pull) = b.Outgoing.Single(item => SentFrame.TypeOf(item.Frame) == MessageType.Pull);
            b.Outgoing.Clear();
            var asked = peer == a.Self ? a : c;
            asked.Receive(pull, now);
            b.Receive(Take(asked, MessageType.Reply).Single(), now);
        }

        Turn(b, now);
        Assert.Equal(2, b.UpdateCount);
    }

    [Fact]
    public void Having_what_another_has_is_told()
    {
        var (a, b) = (New(1), New(2));
        Acquaintance.Of(a, b);
        b.Receive(new HeartbeatMessage(0, default, null, null).ToFrame(Store, a.Self), Now);
        Assert.Equal([a.Self], b.ReconciledWith);
        b.ReconciledWith.Clear();

        Dispatch(a);
        b.Receive(new HeartbeatMessage(42, default, null, null).ToFrame(Store, a.Self), Now);
        Assert.Empty(b.ReconciledWith);
        Turn(b, AfterJitter);
        a.Receive(Take(b, MessageType.Pull).Single(), AfterJitter);
        Assert.Empty(b.ReconciledWith);
        b.Receive(Take(a, MessageType.Reply).Single(), AfterJitter);
        Assert.Equal([a.Self], b.ReconciledWith);
    }

    private static byte[] AsLive(byte[] reply, Source sender)
    {
        var reader = SentFrame.MessageOf(reply);
        var (author, relay) = (ReplyMessage.Read(ref reader).Sections.Single(), new Feed(Store, sender, 0));
        foreach (var batch in author.Batches) relay.Append(batch);
        return LiveMessage.ToFrame(Store, sender, new Section(relay, 0, relay.BatchCount));
    }

    /// <summary>Each takes its time not to answer: invented ones in numbers would keep the real ones waiting for hours.</summary>
    [Fact]
    public void Neighbours_that_have_left_are_not_asked_any_more()
    {
        var options = new StoreOptions();
        var replica = new Replica<Ledger>(new LedgerTable(), Store, Lab.SourceOf(100), options, new Random(1)) { ReachesEveryPeer = false };
        for (byte number = 1; number <= 30; number++)
        {
            var other = New(number);
            other.Dispatch(LedgerTable.AddedKind, new Added(number), 0);
            other.EndTurn(Now);
            other.Stored();
            other.Outgoing.Clear();
            other.Tick(TimeSpan.FromHours(1));
            foreach (var (to, frame) in other.Outgoing)
            {
                if (to is null) replica.Receive(frame, Now);
            }
        }

        Assert.Equal(30, replica.Members.Count);
        var asked = 0;
        var allHaveLeft = Now + options.Gossip.PeerTimeout + (2 * options.Gossip.HeartbeatInterval);
        for (var now = Now; now < TimeSpan.FromMinutes(2); now += TimeSpan.FromMilliseconds(50))
        {
            replica.Tick(now);
            replica.EndTurn(now);
            var pulls = replica.Outgoing.Count(static sent => sent.Peer is not null);
            if (now < allHaveLeft) asked += pulls;
            else Assert.Equal(0, pulls);
            replica.Outgoing.Clear();
        }

        Assert.True(asked > 1, $"{asked} were asked");
    }
}
