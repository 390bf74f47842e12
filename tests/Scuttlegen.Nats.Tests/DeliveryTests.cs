using NATS.Client.Core;

namespace Scuttlegen.Nats.Tests;

public sealed class DeliveryTests
{
    private static readonly CancellationToken Stop = TestContext.Current.CancellationToken;

    [Fact]
    public async Task Broadcast_reaches_every_other_peer_once_and_not_the_sender()
    {
        await using var server = await NatsServer.StartAsync();
        await using var transport1 = Transport(server);
        await using var transport2 = Transport(server);
        await using var transport3 = Transport(server);
        var (a, b, c) = (await Peer.ConnectAsync(transport1), await Peer.ConnectAsync(transport2), await Peer.ConnectAsync(transport3));

        await a.BroadcastAsync("from a");
        await b.HearsAsync("from a");
        await b.BroadcastAsync("from b");

        await c.HearsAsync("from a", "from b");
        await a.HearsAsync("from b");
    }

    [Fact]
    public async Task Frame_for_one_peer_reaches_only_that_peer()
    {
        await using var server = await NatsServer.StartAsync();
        await using var transport1 = Transport(server);
        await using var transport2 = Transport(server);
        await using var transport3 = Transport(server);
        var (a, b, c) = (await Peer.ConnectAsync(transport1), await Peer.ConnectAsync(transport2), await Peer.ConnectAsync(transport3));

        await a.SendAsync(b, "for b");
        await a.BroadcastAsync("for all");

        await b.HearsAsync("for b", "for all");
        await c.HearsAsync("for all");
    }

    [Fact]
    public async Task Stores_rooms_and_prefixes_do_not_hear_each_other()
    {
        await using var server = await NatsServer.StartAsync();
        await using var transport1 = Transport(server);
        await using var transport2 = Transport(server);
        await using var other = new NatsTransport(new NatsTransportOptions { Url = server.Url, SubjectPrefix = "other.place" });
        var room = StoreId.Create("Counter", "kitchen");
        var (a, b) = (await Peer.ConnectAsync(transport1), await Peer.ConnectAsync(transport2));
        var (inRoom, inRoom2) = (await Peer.ConnectAsync(transport1, room), await Peer.ConnectAsync(transport2, room));
        var (elsewhere, elsewhere2) = (await Peer.ConnectAsync(other), await Peer.ConnectAsync(other, room));

        await a.BroadcastAsync("1");
        await inRoom.BroadcastAsync("2");
        await elsewhere.BroadcastAsync("3");
        await a.SendAsync(inRoom2, "nobody of this name in this store");
        await elsewhere.Link.FlushAsync(Stop);
        await a.BroadcastAsync("end");
        await inRoom.BroadcastAsync("end");

        await b.HearsAsync("1", "end");
        await inRoom2.HearsAsync("2", "end");
        Assert.Empty(elsewhere2.Probe.Frames);
    }

    [Fact]
    public async Task Two_stores_on_one_connection_hear_each_other_once()
    {
        await using var server = await NatsServer.StartAsync();
        await using var shared = Transport(server);
        await using var remote = Transport(server);
        var (a, b, c) = (await Peer.ConnectAsync(shared), await Peer.ConnectAsync(shared), await Peer.ConnectAsync(remote));

        await a.BroadcastAsync("from a");
        await b.BroadcastAsync("from b");
        await a.SendAsync(b, "for b");
        await b.SendAsync(a, "for a");
        await c.HearsAsync("from a", "from b");
        await c.BroadcastAsync("from c");

        await a.HearsAsync("from b", "for a", "from c");
        await b.HearsAsync("from a", "for b", "from c");
        Assert.Equal(2, await server.CountConnectionsAsync());
    }

    [Fact]
    public async Task Link_that_left_hears_nothing_and_its_sibling_goes_on()
    {
        await using var server = await NatsServer.StartAsync();
        await using var shared = Transport(server);
        await using var remote = Transport(server);
        var (a, b, c) = (await Peer.ConnectAsync(shared), await Peer.ConnectAsync(shared), await Peer.ConnectAsync(remote));

        await a.Link.DisposeAsync();
        await NatsServer.UntilAsync(async () => await server.CountSubscriptionsAsync("scuttlegen.") == 2 + 2);
        await c.BroadcastAsync("from c");
        await b.BroadcastAsync("from b");

        await b.HearsAsync("from c");
        await c.HearsAsync("from b");
        Assert.Empty(a.Probe.Frames);
        await Assert.ThrowsAsync<ObjectDisposedException>(async () => await a.BroadcastAsync("too late"));
    }

    [Theory]
    [InlineData("", 1024 * 1024)]
    [InlineData("max_payload: 65536", 65536)]
    [InlineData("max_payload: 4194304", 4194304)]
    public async Task Frames_of_every_size_up_to_the_servers_limit_arrive_bit_for_bit(string configuration, int limit)
    {
        await using var server = await NatsServer.StartAsync(configuration);
        await using var transport1 = Transport(server);
        await using var transport2 = Transport(server);
        var (a, b) = (await Peer.ConnectAsync(transport1), await Peer.ConnectAsync(transport2));
        Assert.Equal(limit, a.Link.MaxFrameBytes);

        var frames = new[] { 0, 101, 8519, 8520, 8521, 32 * 1024, 65535, 65536, limit - 1, limit }.Select(NewFrame).ToArray();
        foreach (var frame in frames) await a.Link.BroadcastAsync(frame, Stop);

        await b.Probe.UntilAsync(probe => probe.Frames.Count == frames.Length);
        Assert.Equal(frames.Select(frame => frame.Length == 0 ? "" : Probe.Digest(frame)), b.Probe.Frames);

        await a.Link.BroadcastAsync(NewFrame(limit + 1), Stop);
        await a.BroadcastAsync("still here");
        await b.Probe.UntilAsync(probe => probe.Frames.Count > frames.Length);
        Assert.Equal("still here", b.Probe.Frames[^1]);
        Assert.Equal(1, a.Probe.Connections);
    }

    [Fact]
    public async Task Memory_of_a_frame_may_be_overwritten_when_the_call_returns()
    {
        await using var server = await NatsServer.StartAsync();
        await using var transport1 = Transport(server);
        await using var transport2 = Transport(server);
        var (a, b) = (await Peer.ConnectAsync(transport1), await Peer.ConnectAsync(transport2));

        var memory = new byte[1];
        for (var i = 0; i < 2000; i++)
        {
            memory[0] = (byte)('a' + (i % 26));
            await a.Link.BroadcastAsync(memory, Stop);
        }

        await b.HearsAsync([.. Enumerable.Range(0, 2000).Select(i => ((char)('a' + (i % 26))).ToString())]);
    }

    [Fact]
    public async Task Subjects_are_the_documented_ones()
    {
        await using var server = await NatsServer.StartAsync();
        await using var transport = Transport(server);
        var (a, b) = (await Peer.ConnectAsync(transport), Peer.NewSource());
        await using var witness = new NatsConnection(NatsOpts.Default with { Url = server.Url });
        await using var everything = await witness.SubscribeCoreAsync<byte[]>("scuttlegen.>", cancellationToken: Stop);
        await witness.PingAsync(Stop);

        await a.Link.BroadcastAsync(new byte[] { 1 }, Stop);
        await a.Link.SendAsync(b, new byte[] { 2 }, Stop);

        Assert.Equal($"scuttlegen.{Peer.Store}.all", (await everything.Msgs.ReadAsync(Stop)).Subject);
        Assert.Equal($"scuttlegen.{Peer.Store}.to.{b.Peer}.{b.Incarnation:x16}", (await everything.Msgs.ReadAsync(Stop)).Subject);
    }

    private static NatsTransport Transport(NatsServer server) => new(new NatsTransportOptions { Url = server.Url, ReceiveBufferBytes = 64 * 1024 * 1024 });

    private static byte[] NewFrame(int length)
    {
        var frame = new byte[length];
        new Random(length).NextBytes(frame);
        return frame;
    }
}
