using Scuttlegen.Tests.Gossip;
using Scuttlegen.Wire;

namespace Scuttlegen.Tests.Ancestor;

/// <summary>
/// What redux-scuttlebutt 0.3.5, the ancestor, gets wrong in its log and its gossip, each named after what must not happen. Lost and overtaken messages are in
/// <see cref="Gossip.PullTests"/>, damaged frames in <see cref="Gossip.BadInputTests"/>, numbers that change on the wire in <see cref="Wire.CborTests"/>.
/// </summary>
public class AncestorFailuresTests
{
    private static readonly StoreId Store = StoreId.Create("Ledger", "");

    private readonly Replica<Ledger> _a = New(1);
    private readonly Replica<Ledger> _b = New(2);

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    private static Replica<Ledger> New(byte number, StoreOptions? options = null)
    {
        var id = new byte[PeerId.Size];
        id[0] = number;
        return new Replica<Ledger>(new LedgerTable(), Store, new Source(new PeerId(id), 0), options ?? new StoreOptions(), new Random(number));
    }

    /// <summary>A whole turn, with a storage that never fails.</summary>
    /// <returns>What it sends.</returns>
    private static List<byte[]> Turn(Replica<Ledger> replica, TimeSpan now = default)
    {
        replica.Tick(now);
        replica.EndTurn(now);
        replica.Stored();
        var frames = replica.Outgoing.ConvertAll(item => item.Frame);
        replica.Outgoing.Clear();
        return frames;
    }

    /// <summary>Lets two replicas talk for two seconds.</summary>
    private static void Talk(Replica<Ledger> x, Replica<Ledger> y)
    {
        for (var now = TimeSpan.Zero; now < TimeSpan.FromSeconds(2); now += TimeSpan.FromMilliseconds(10))
        {
            foreach (var frame in Turn(x, now)) y.Receive(frame, now);
            foreach (var frame in Turn(y, now)) x.Receive(frame, now);
        }
    }

    private static bool IsLive(byte[] frame) => SentFrame.TypeOf(frame) == MessageType.Live;

    private static byte[] Live(Source author, ulong time, long wallClock = 0)
    {
        var builder = new BatchBuilder();
        builder.TryAdd("Added", time, wallClock, [0x81, 0x05]);
        var feed = new Feed(Store, author, 0);
        feed.Append(builder.Seal(1));
        return LiveMessage.ToFrame(Store, author, new Section(feed, 0, 1));
    }

    /// <summary>Its batching drops every 101st action that is dispatched within one frame of the screen.</summary>
    [Theory]
    [InlineData(101)]
    [InlineData(20_000)]
    public void No_action_of_a_burst_is_dropped(int count)
    {
        for (var i = 0; i < count; i++) _a.Dispatch(LedgerTable.AddedKind, new Added(i), 0);
        Talk(_a, _b);
        Assert.Equal(count, _b.UpdateCount);
        Assert.True(_a.State.SameAs(_b.State));
    }

    /// <summary>There a peer that joins while a batch is queued is sent neither the batch nor, later, what was in it.</summary>
    [Fact]
    public void Whoever_joins_while_a_batch_is_under_way_does_not_miss_it()
    {
        _a.Dispatch(LedgerTable.AddedKind, new Added(1), 0);
        _a.EndTurn(TimeSpan.Zero);

        // The batch is being stored when the newcomer asks for all there is; the live message that follows is lost.
        foreach (var frame in Turn(_b)) _a.Receive(frame, TimeSpan.Zero);
        _a.Stored();
        _a.Outgoing.Clear();
        Talk(_a, _b);
        Assert.Equal(1, _b.UpdateCount);
    }

    /// <summary>There numbers cease to be whole at 2^53: whoever has seen such a timestamp stamps its own actions with the same one for ever, so they count as old.</summary>
    [Theory]
    [InlineData(1UL << 53)]
    [InlineData(ulong.MaxValue - 10)]
    public void A_huge_logical_time_does_not_make_later_dispatches_old(ulong time)
    {
        var replica = New(3, new StoreOptions { MaxClockLead = ulong.MaxValue });
        replica.Receive(Live(_a.Self, time), TimeSpan.Zero);
        Turn(replica);
        Assert.Equal(1, replica.UpdateCount);
        for (var i = 1UL; i <= 5; i++) Assert.Equal(time + i, replica.Dispatch(LedgerTable.AddedKind, new Added(1), 0).Time);
        Assert.Equal(0, replica.GetStatistics().Rewinds);
        Assert.Equal(1 + 5 + 5, replica.State.Value);
    }

    /// <summary>There 0 is "no timestamp": the action is taken for one that was never gossiped.</summary>
    [Fact]
    public void A_time_of_zero_does_not_count_as_missing()
    {
        _b.Receive(Live(_a.Self, 1, wallClock: 0), TimeSpan.Zero);
        Turn(_b);
        Assert.Equal(DateTimeOffset.UnixEpoch, Assert.Single(_b.GetHistory()).Timestamp);
    }

    /// <summary>There a reducer that throws in a replay leaves the states of before in the history, and its exception ends the connection it came from.</summary>
    [Fact]
    public void A_reducer_that_throws_in_a_replay_leaves_no_stale_state_and_ends_no_gossip()
    {
        for (var i = 0; i < 300; i++) _b.Dispatch(LedgerTable.AddedKind, new Added(i), 0);
        _a.Dispatch(LedgerTable.MultipliedKind, new Multiplied(3), 0);
        _a.Dispatch(LedgerTable.FailedKind, new Failed(), 0);
        _a.Dispatch(LedgerTable.AddedKind, new Added(1000), 0);
        Talk(_a, _b);
        Assert.Contains(_b.Events, happened => happened is ReducerThrew);
        foreach (var replica in new[] { _a, _b })
        {
            Assert.Equal(303, replica.UpdateCount);
            Assert.True(replica.GetHistory().WithStates().Last().State.SameAs(replica.State));
        }

        Assert.True(_a.State.SameAs(_b.State));
        _a.Dispatch(LedgerTable.NotedKind, new Noted("still there"), 0);
        Talk(_a, _b);
        Assert.StartsWith("still there", _b.State.Notes[^1], StringComparison.Ordinal);
    }

    /// <summary>There the action object is the log's entry, and already has a timestamp the second time.</summary>
    [Fact]
    public void One_action_object_dispatched_twice_does_not_throw_and_counts_twice()
    {
        var action = new Added(21);
        _a.Dispatch(LedgerTable.AddedKind, action, 0);
        _a.Dispatch(LedgerTable.AddedKind, action, 0);
        Talk(_a, _b);
        Assert.Equal(1 + 42, _b.State.Value);
    }

    /// <summary>There every page load is a new source, and the handshake names them all.</summary>
    [Fact]
    public async Task Opening_a_store_again_does_not_make_the_digest_grow()
    {
        var storage = new InMemoryFeedStorage();
        for (var i = 1; i <= 10; i++)
        {
            await using var store = await LedgerStore.OpenAsync(o => o with { StorageFactory = _ => storage });
            await store.DispatchAsync(new Added(1), Cancel);
            Assert.Equal(1, store.Statistics.Sources);
            Assert.Equal(i, store.Statistics.Updates);
        }
    }

    /// <summary>There each reconnection subscribes once more, and after k of them every action is sent k times.</summary>
    [Fact]
    public void Reconnecting_does_not_multiply_what_is_sent()
    {
        for (var i = 0; i < 10; i++)
        {
            _a.Disconnected();
            _a.Connected(TimeSpan.Zero);
        }

        Turn(_a);
        _a.Dispatch(LedgerTable.AddedKind, new Added(1), 0);
        Assert.Single(Turn(_a), IsLive);
        Assert.DoesNotContain(Turn(_a), IsLive);
    }

    /// <summary>There an exception while sending to one peer keeps the message from those whose turn comes after it.</summary>
    [Fact]
    public async Task A_transport_that_throws_while_sending_starves_nobody()
    {
        var network = new InMemoryNetwork();
        await using var a = await LedgerStore.OpenAsync(o => o.AllowUnsigned().UseTransport(new Throwing(network.Connect())) with { Gossip = Quick });
        await using var b = await LedgerStore.OpenAsync(o => o.AllowUnsigned().UseTransport(network.Connect()) with { Gossip = Quick });
        await using var c = await LedgerStore.OpenAsync(o => o.AllowUnsigned().UseTransport(network.Connect()) with { Gossip = Quick });
        for (var i = 0; i < 20; i++) await a.DispatchAsync(new Added(1), Cancel);
        b.Dispatch(new Added(1));
        await Eventually.Holds(() => a.State.Value == 22 && b.State.Value == 22 && c.State.Value == 22);
    }

    /// <summary>There `verifyAsync` is asked while the action is on its way to everybody else already.</summary>
    [Fact]
    public void Nothing_is_relayed_before_the_verdict()
    {
        var net = new Gossip.AdmissionNet(1) { IsLine = true };
        var (a, b, c) = (net.Add(), net.Add(), net.Add());
        a.Replica.Dispatch(LedgerTable.AddedKind, new Added(1), 0);
        net.Run(10);
        var question = Assert.Single(b.Asked);
        Assert.Equal((0, 0), (b.Replica.UpdateCount, c.Replica.UpdateCount));
        Assert.Empty(c.Asked);
        b.Answer(question, true);
        net.Run(10);
        c.Answer(Assert.Single(c.Asked), true);
        net.Run(1);
        Assert.Equal(1, c.Replica.UpdateCount);
    }

    /// <summary>There what is being verified is neither in the log, which a newcomer is sent, nor sent to it afterwards.</summary>
    [Fact]
    public void Whoever_joins_while_a_verdict_is_pending_does_not_miss_the_update()
    {
        var net = new Gossip.AdmissionNet(2);
        var (a, b) = (net.Add(), net.Add());
        a.Replica.Dispatch(LedgerTable.AddedKind, new Added(1), 0);
        net.Run(3);
        a.IsUp = false;
        var c = net.Add();
        net.Run(10);
        Assert.Equal((0, 0), (b.Replica.UpdateCount, c.Replica.UpdateCount));
        b.Answer(Assert.Single(b.Asked), true);
        net.Run(10);
        c.Answer(Assert.Single(c.Asked), true);
        net.Run(1);
        Assert.Equal((1, 1), (b.Replica.UpdateCount, c.Replica.UpdateCount));
    }

    /// <summary>There a peer drops for good what does not fit the history it has at that moment, which differs from peer to peer.</summary>
    [Fact]
    public void A_verdict_against_the_history_of_the_moment_only_delays()
    {
        var net = new Gossip.AdmissionNet(3) { Policy = static (update, history) => ((Added)update.Action!).Amount < 100 || history.State.Value >= 10 };
        var (a, b, c) = (net.Add(), net.Add(), net.Add());
        net.Cut(a, c);
        a.Replica.Dispatch(LedgerTable.AddedKind, new Added(9), 0);
        net.Run(3);
        net.Cut(a, b);
        b.Replica.Dispatch(LedgerTable.AddedKind, new Added(100), 0);

        // C has one and not the other, and says no to what needs it; then it hears of it.
        net.Cut(b, c);
        net.Run(1);
        var d = net.Add();
        net.Cut(d, a);
        net.Cut(d, c);
        net.Run(30);
        net.Heal();
        net.Run(30);
        foreach (var peer in new[] { a, b, c, d }) Assert.Equal((2, 110L), (peer.Replica.UpdateCount, peer.Replica.State.Value));
    }

    private static GossipOptions Quick { get; } = new()
    {
        HeartbeatInterval = TimeSpan.FromMilliseconds(50), ReconcileInterval = TimeSpan.FromMilliseconds(50), PullTimeout = TimeSpan.FromMilliseconds(100),
    };

    /// <summary>Throws at every other frame.</summary>
    private sealed class Throwing(ITransport inner) : ITransport
    {
        public async ValueTask<ITransportLink> JoinAsync(StoreId store, Source self, ITransportReceiver receiver, CancellationToken cancellationToken = default) =>
            new Link(await inner.JoinAsync(store, self, receiver, cancellationToken));

        public ValueTask DisposeAsync() => inner.DisposeAsync();

        private sealed class Link(ITransportLink inner) : ITransportLink
        {
            private int _sent;

            public int MaxFrameBytes => inner.MaxFrameBytes;

            public ValueTask BroadcastAsync(ReadOnlyMemory<byte> frame, CancellationToken cancellationToken = default)
            {
                ThrowAtTimes();
                return inner.BroadcastAsync(frame, cancellationToken);
            }

            public ValueTask SendAsync(Source peer, ReadOnlyMemory<byte> frame, CancellationToken cancellationToken = default)
            {
                ThrowAtTimes();
                return inner.SendAsync(peer, frame, cancellationToken);
            }

            public ValueTask FlushAsync(CancellationToken cancellationToken = default) => inner.FlushAsync(cancellationToken);

            public ValueTask DisposeAsync() => inner.DisposeAsync();

            private void ThrowAtTimes()
            {
                if (++_sent % 2 == 0) throw new IOException("as asked");
            }
        }
    }
}
