using System.Security.Cryptography;

namespace Scuttlegen.Streams.Tests;

public class DeliveryTests
{
    [Fact]
    public async Task Broadcasts_reach_every_neighbour_and_others_only_their_addressee()
    {
        await using var a = await Peer.CreateAsync();
        await using var b = await Peer.CreateAsync();
        await using var c = await Peer.CreateAsync();
        await Peer.ConnectAsync(a, b);
        await Peer.ConnectAsync(a, c);
        await a.BroadcastAsync("all");
        await a.SendAsync(b, "b");
        await a.SendAsync(c, "c");
        await a.BroadcastAsync("end");
        await b.HearsAsync("all", "b", "end");
        await c.HearsAsync("all", "c", "end");
        Assert.Empty(a.Probe.Frames);
        Assert.False(a.Link.ReachesEveryPeer);
    }

    [Fact]
    public async Task Many_stores_share_one_connection_and_hear_only_their_own()
    {
        const int stores = 50;
        await using var left = new StreamTransport();
        await using var right = new StreamTransport();
        var ofLeft = new List<Peer>();
        var ofRight = new List<Peer>();

        // Some join before the connection, some after.
        for (var i = 0; i < stores; i++)
        {
            if (i == stores / 2) Peer.Connect(left, right, maxRead: 7);
            ofLeft.Add(await Peer.JoinAsync(left, StoreId.Create("Counter", $"{i}")));
            ofRight.Add(await Peer.JoinAsync(right, StoreId.Create("Counter", $"{i}")));
        }

        for (var i = 0; i < stores; i++)
        {
            await ofLeft[i].Probe.Connected;
            await ofLeft[i].BroadcastAsync($"room {i}");
            await ofRight[i].HearsAsync($"room {i}");
        }

        Assert.Single(left.Connections);
        Assert.Equal(stores, left.Connections[0].Peers.Length);

        await ofRight[3].Link.DisposeAsync();
        await ofLeft[3].Probe.UntilAsync(probe => probe.Outages.Count == 1);
        Assert.Empty(ofLeft[4].Probe.Outages);
    }

    [Fact]
    public async Task Peers_of_one_store_on_one_transport_hear_each_other_and_are_told_apart()
    {
        await using var shared = new StreamTransport();
        var a = await Peer.JoinAsync(shared, Peer.Store);
        var b = await Peer.JoinAsync(shared, Peer.Store);
        await using var far = await Peer.CreateAsync();
        Peer.Connect(shared, far.Transport);
        await far.Probe.UntilAsync(probe => probe.Connections == 2);
        await a.Probe.UntilAsync(probe => probe.Connections == 2);
        await a.BroadcastAsync("from a");
        await b.HearsAsync("from a");
        await far.SendAsync(b, "to b");
        await far.BroadcastAsync("to both");
        await b.HearsAsync("from a", "to b", "to both");
        await a.HearsAsync("to both");
        await far.HearsAsync("from a");
    }

    [Fact]
    public async Task Two_connections_to_one_peer_carry_a_broadcast_once_and_stand_in_for_one_another()
    {
        await using var a = await Peer.CreateAsync();
        await using var b = await Peer.CreateAsync();
        var (first, _) = await Peer.ConnectAsync(a, b);
        var (second, secondOfB) = Peer.Connect(a.Transport, b.Transport);
        await Eventually.Holds(() => second.Peers.Length == 1 && secondOfB.Peers.Length == 1);
        await a.BroadcastAsync("1");
        await b.HearsAsync("1");
        await first.DisposeAsync();
        await Eventually.Holds(() => b.Transport.Connections.Length == 1);
        await a.BroadcastAsync("2");
        await b.HearsAsync("1", "2");
        Assert.Empty(a.Probe.Outages);
    }

    [Fact]
    public async Task Frames_of_any_size_arrive_whole_and_in_order()
    {
        await using var a = await Peer.CreateAsync();
        await using var b = await Peer.CreateAsync();
        Peer.Connect(a.Transport, b.Transport, maxRead: 4001);
        await a.Probe.Connected;
        var frames = new[] { 0, 1, 100, 16_384, 70_000, 1024 * 1024 }.Select(RandomNumberGenerator.GetBytes).ToList();
        foreach (var frame in frames) await a.Link.BroadcastAsync(frame, TestContext.Current.CancellationToken);
        await a.Link.FlushAsync(TestContext.Current.CancellationToken);
        await b.Probe.UntilAsync(probe => probe.Frames.Count == frames.Count);
        Assert.Equal(frames.Where(frame => frame.Length > 100).Select(Probe.Digest), b.Probe.Frames.Skip(3));
    }

    [Fact]
    public async Task Statistics_count_what_passes()
    {
        await using var a = await Peer.CreateAsync();
        await using var b = await Peer.CreateAsync();
        var (ofA, ofB) = await Peer.ConnectAsync(a, b);
        await a.BroadcastAsync("12345");
        await b.HearsAsync("12345");
        await Eventually.Holds(() => ofA.GetStatistics().BytesSent == ofB.GetStatistics().BytesReceived && ofA.GetStatistics().BytesQueued == 0);
        var (sent, received) = (ofA.GetStatistics(), ofB.GetStatistics());
        Assert.Equal((1, 0, 0), (sent.FramesSent, sent.FramesReceived, sent.FramesDropped));
        Assert.Equal((0, 1), (received.FramesSent, received.FramesReceived));
        Assert.Equal(Greeting.Size + (4 + 1 + StoreId.Size + Source.Size) + (4 + 1 + StoreId.Size + 5), sent.BytesSent);
        Assert.NotNull(sent.ConnectedSince);
        Assert.Equal("b", ofA.Remote);
        Assert.Equal((Peer.Store, b.Self), Assert.Single(ofA.Peers));
    }

    [Fact]
    public async Task Flushing_throws_while_nobody_is_there()
    {
        await using var a = await Peer.CreateAsync();
        await Assert.ThrowsAsync<TransportUnavailableException>(async () => await a.Link.FlushAsync(TestContext.Current.CancellationToken));
    }

    [Fact]
    public async Task A_receiver_that_throws_harms_nobody()
    {
        await using var a = await Peer.CreateAsync();
        await using var b = await Peer.CreateAsync(probe: new Probe { Handle = _ => throw new InvalidOperationException("as asked") });
        await Peer.ConnectAsync(a, b);
        await a.BroadcastAsync("1");
        await a.BroadcastAsync("2");
        await b.HearsAsync("1", "2");
    }
}
