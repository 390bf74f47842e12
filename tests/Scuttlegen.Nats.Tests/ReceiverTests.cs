using System.Globalization;

namespace Scuttlegen.Nats.Tests;

public sealed class ReceiverTests
{
    private static readonly CancellationToken Stop = TestContext.Current.CancellationToken;

    [Fact]
    public async Task Slow_receiver_is_told_how_many_frames_it_lost_and_holds_up_no_other_store()
    {
        await using var server = await NatsServer.StartAsync();
        await using var transport = new NatsTransport(new NatsTransportOptions { Url = server.Url, ReceiveBufferBytes = 1024 * 1024 });
        await using var transport2 = new NatsTransport(new NatsTransportOptions { Url = server.Url });
        using var gate = new ManualResetEventSlim();
        var slow = await Peer.ConnectAsync(transport, probe: new Probe { Handle = _ => gate.Wait(TimeSpan.FromSeconds(60), CancellationToken.None) });
        var quick = await Peer.ConnectAsync(transport);
        var sender = await Peer.ConnectAsync(transport2);

        const int sent = 500;
        for (var i = 1; i <= sent; i++)
        {
            await sender.Link.BroadcastAsync(new byte[10_000], Stop);

            // In portions that the other store can take.
            if (i % 50 == 0) await quick.Probe.UntilAsync(probe => probe.Frames.Count == i);
        }

        gate.Set();

        await slow.Probe.UntilAsync(probe => probe.Losses.Sum(CountIn) + probe.Frames.Count == sent);
        Assert.InRange(slow.Probe.Frames.Count, 100, 110);
        Assert.InRange(slow.Probe.Losses.Count, 1, 2);
        Assert.Empty(quick.Probe.Losses);

        // Told at once, not after everything that waited.
        Assert.StartsWith("lost ", slow.Probe.Calls[2], StringComparison.Ordinal);
        await sender.BroadcastAsync("after");
        await slow.Probe.UntilAsync(probe => probe.Frames[^1] == "after");

        static int CountIn(string reason) => int.Parse(reason["Dropped frames: ".Length..reason.IndexOf('.', StringComparison.Ordinal)], CultureInfo.InvariantCulture);
    }

    [Fact]
    public async Task Single_frame_above_the_buffer_is_taken()
    {
        await using var server = await NatsServer.StartAsync();
        await using var transport = new NatsTransport(new NatsTransportOptions { Url = server.Url, ReceiveBufferBytes = 1 });
        await using var transport2 = new NatsTransport(new NatsTransportOptions { Url = server.Url });
        var (a, b) = (await Peer.ConnectAsync(transport), await Peer.ConnectAsync(transport2));

        await b.Link.BroadcastAsync(new byte[100_000], Stop);

        await a.Probe.UntilAsync(probe => probe.Frames.Count == 1);
    }

    [Fact]
    public async Task Receiver_that_throws_goes_on_receiving()
    {
        await using var server = await NatsServer.StartAsync();
        var log = new LogBook();
        await using var transport = new NatsTransport(new NatsTransportOptions { Url = server.Url, LoggerFactory = log });
        await using var transport2 = new NatsTransport(new NatsTransportOptions { Url = server.Url });
        var failing = await Peer.ConnectAsync(transport, probe: new Probe { Handle = _ => throw new InvalidOperationException("a bug") });
        var sender = await Peer.ConnectAsync(transport2);

        await sender.BroadcastAsync("1");
        await sender.BroadcastAsync("2");

        await failing.HearsAsync("1", "2");
        await NatsServer.UntilAsync(() => Task.FromResult(log.Entries.Count(entry => entry.Exception?.Message == "a bug") == 2));
        Assert.Equal(1, failing.Probe.Connections);
    }

    [Fact]
    public async Task Receiver_is_not_called_after_its_link_is_disposed()
    {
        await using var server = await NatsServer.StartAsync();
        await using var transport = new NatsTransport(new NatsTransportOptions { Url = server.Url });
        await using var transport2 = new NatsTransport(new NatsTransportOptions { Url = server.Url });
        var sender = await Peer.ConnectAsync(transport2);
        using var stopSending = new CancellationTokenSource();
        var sending = Task.Run(
            async () =>
            {
                while (!stopSending.IsCancellationRequested)
                {
                    for (var i = 0; i < 20; i++) await sender.BroadcastAsync("x");
                    await sender.Link.FlushAsync(CancellationToken.None);
                }
            },
            Stop);

        for (var i = 0; i < 20; i++)
        {
            var disposed = false;
            var late = 0;
            var peer = await Peer.JoinAsync(transport, probe: new Probe
            {
                Handle = _ =>
                {
                    if (Volatile.Read(ref disposed)) Interlocked.Increment(ref late);
                },
            });
            await peer.Probe.UntilAsync(probe => probe.Frames.Count > 0);
            await peer.Link.DisposeAsync();
            Volatile.Write(ref disposed, true);
            var count = peer.Probe.Calls.Count;

            // While it would have heard more.
            var witness = await Peer.ConnectAsync(transport);
            await witness.Probe.UntilAsync(probe => probe.Frames.Count > 20);
            await witness.Link.DisposeAsync();
            Assert.Equal(0, Volatile.Read(ref late));
            Assert.Equal(count, peer.Probe.Calls.Count);
        }

        await stopSending.CancelAsync();
        await sending;
    }

    [Fact]
    public async Task Receiver_may_dispose_its_own_link()
    {
        await using var server = await NatsServer.StartAsync();
        await using var transport = new NatsTransport(new NatsTransportOptions { Url = server.Url });
        await using var transport2 = new NatsTransport(new NatsTransportOptions { Url = server.Url });
        Peer? self = null;
        self = await Peer.ConnectAsync(transport, probe: new Probe { Handle = _ => self!.Link.DisposeAsync().AsTask().Wait(TimeSpan.FromSeconds(60)) });
        var sender = await Peer.ConnectAsync(transport2);

        await sender.BroadcastAsync("leave");
        await self.HearsAsync("leave");
        await NatsServer.UntilAsync(async () => await server.CountSubscriptionsAsync("scuttlegen.") == 2);
        await sender.BroadcastAsync("gone");
        await sender.Link.FlushAsync(Stop);

        Assert.Equal(["leave"], self.Probe.Frames);
    }
}
