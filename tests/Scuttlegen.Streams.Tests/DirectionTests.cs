using Scuttlegen.Wire;

namespace Scuttlegen.Streams.Tests;

public class DirectionTests
{
    private static readonly StreamConnectionOptions TakeOnly = new() { Direction = StreamDirection.TakeOnly };
    private static readonly StreamConnectionOptions GiveOnly = new() { Direction = StreamDirection.GiveOnly };
    private static readonly StreamConnectionOptions Once = new() { Tail = false };

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task One_way_updates_pass_that_way_alone(bool takerDecides)
    {
        await using var giver = await Node.OpenAsync();
        await using var taker = await Node.OpenAsync();
        giver.Store.Dispatch(new Noted("history"));
        taker.Store.Dispatch(new Noted("private"));
        var (ofGiver, _) = Peer.Connect(giver.Transport, taker.Transport, takerDecides ? null : GiveOnly, takerDecides ? TakeOnly : null);

        // What there was is pulled, what follows is live; and the taker's own stays with it.
        await Node.AgreeAsync([taker], 2);
        giver.Store.Dispatch(new Noted("live"));
        await Node.AgreeAsync([taker], 3);
        taker.Store.Dispatch(new Noted("private too"));
        giver.Store.Dispatch(new Noted("more"));
        await Node.AgreeAsync([taker], 5);
        Assert.Equal(["history", "live", "more"], giver.Store.State.Notes.Select(note => note[..note.IndexOf('#', StringComparison.Ordinal)]));
        Assert.Empty(giver.Store.Peers);
        Assert.Single(taker.Store.Peers);
        Assert.Equal(0, giver.Store.Statistics.Pulls);
        await Eventually.Holds(() => ofGiver.GetStatistics().FramesReceived > 0);
    }

    [Fact]
    public async Task A_taker_that_gives_all_the_same_is_not_heard()
    {
        await using var giver = await Peer.CreateAsync();
        var (mine, theirs) = MemoryDuplex.CreatePair(64);
        var raw = new RawPeer(mine);
        var connection = giver.Transport.AddConnection(theirs, GiveOnly);
        await raw.GreetAsync();
        await raw.SendFrameAsync(Peer.Store, [1, 2, 3]);
        await Eventually.Holds(() => connection.GetStatistics().FramesIgnored == 1);
        Assert.Empty(giver.Probe.Frames);
    }

    [Fact]
    public async Task Two_one_way_connections_make_one_both_ways()
    {
        await using var a = await Node.OpenAsync();
        await using var b = await Node.OpenAsync();
        Peer.Connect(a.Transport, b.Transport, TakeOnly);
        Peer.Connect(a.Transport, b.Transport, GiveOnly);
        a.Store.Dispatch(new Noted("a"));
        b.Store.Dispatch(new Noted("b"));
        await Node.AgreeAsync([a, b], 2);
    }

    [Fact]
    public async Task Two_ends_that_only_take_part_with_a_reason()
    {
        await using var a = await Peer.CreateAsync();
        await using var b = await Peer.CreateAsync();
        var (ofA, _) = Peer.Connect(a.Transport, b.Transport, TakeOnly, TakeOnly);
        Assert.Contains("both only take", (await ofA.Closed.WaitAsync(TimeSpan.FromSeconds(30), TestContext.Current.CancellationToken)).Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Without_tail_both_get_what_the_other_has_and_part()
    {
        await using var a = await Node.OpenAsync();
        await using var b = await Node.OpenAsync();
        for (var i = 0; i < 50; i++)
        {
            a.Store.Dispatch(new Noted($"a{i}"));
            b.Store.Dispatch(new Noted($"b{i}"));
        }

        await EndSynchronisedAsync(Peer.Connect(a.Transport, b.Transport, Once));
        await Node.AgreeAsync([a, b], 100);
        a.Store.Dispatch(new Noted("too late"));
        Assert.Equal(100, b.Store.Statistics.Updates);
    }

    [Fact]
    public async Task Without_tail_and_with_nothing_to_say_they_part_too()
    {
        await using var a = await Node.OpenAsync();
        await using var b = await Node.OpenAsync();
        await EndSynchronisedAsync(Peer.Connect(a.Transport, b.Transport, useOfB: Once));
    }

    [Fact]
    public async Task Without_tail_and_one_way_the_taker_gets_all_and_they_part()
    {
        await using var a = await Node.OpenAsync();
        await using var b = await Node.OpenAsync();
        a.Store.Dispatch(new Noted("a"));
        b.Store.Dispatch(new Noted("b"));
        await EndSynchronisedAsync(Peer.Connect(a.Transport, b.Transport, useOfB: TakeOnly with { Tail = false }));
        await Node.AgreeAsync([b], 2);
        Assert.Equal(1, a.Store.Statistics.Updates);
    }

    [Fact]
    public void A_request_is_told_from_what_carries_updates()
    {
        var (store, self) = (Peer.Store, Peer.NewSource());
        Assert.Equal(GossipFrameUse.Asks, GossipFrame.UseOf(new PullMessage(1, 1, null, null, []).ToFrame(store, self)));
        Assert.Equal(GossipFrameUse.Greets, GossipFrame.UseOf(new GreetingMessage(1, null, Asks: true).ToFrame(store, self)));
        Assert.Equal(GossipFrameUse.Tells, GossipFrame.UseOf(ReplyMessage.ToFrame(store, self, 1, false, [])));
        Assert.Equal(GossipFrameUse.Tells, GossipFrame.UseOf(new HeartbeatMessage(0, default, null, null).ToFrame(store, self)));
        Assert.Equal(GossipFrameUse.Tells, GossipFrame.UseOf([]));
        Assert.Equal(GossipFrameUse.Tells, GossipFrame.UseOf("no frame at all"u8));
    }

    private static async Task EndSynchronisedAsync((StreamConnection OfA, StreamConnection OfB) connection)
    {
        var ends = await Task.WhenAll(connection.OfA.Closed, connection.OfB.Closed).WaitAsync(TimeSpan.FromSeconds(30), TestContext.Current.CancellationToken);
        Assert.All(ends, end => Assert.Equal(StreamEndReason.Synchronised, end.Reason));
    }
}
