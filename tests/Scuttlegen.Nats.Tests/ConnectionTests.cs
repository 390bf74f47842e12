using System.Diagnostics;
using Microsoft.Extensions.Logging;

namespace Scuttlegen.Nats.Tests;

public sealed class ConnectionTests
{
    private static readonly CancellationToken Stop = TestContext.Current.CancellationToken;

    [Fact]
    public async Task Server_that_is_down_is_told_once_and_used_when_it_comes_up()
    {
        await using var server = NatsServer.Reserve();
        var log = new LogBook();
        await using var transport = Transport(server, log);
        await using var transport2 = Transport(server);
        var (a, b) = (await Peer.JoinAsync(transport), await Peer.JoinAsync(transport2));
        Assert.Equal(NatsSession.DefaultMaxFrameBytes, a.Link.MaxFrameBytes);

        await log.UntilAsync(LogLevel.Debug, "Fail to connect", 4);
        var outage = Assert.Single(a.Probe.Outages);
        Assert.Contains($"127.0.0.1:{server.Port}", outage, StringComparison.Ordinal);
        Assert.Contains("refused", outage, StringComparison.Ordinal);
        Assert.Contains("tried again", outage, StringComparison.Ordinal);
        Assert.Equal(1, log.Count(LogLevel.Information, ""));

        // Another store that joins during the outage is told too.
        var late = await Peer.JoinAsync(transport);
        await late.Probe.UntilAsync(probe => probe.Outages.Count == 1);
        var unavailable = await Assert.ThrowsAsync<TransportUnavailableException>(async () => await a.Link.FlushAsync(Stop));
        Assert.Equal(outage, unavailable.Message);

        await server.ComeUpAsync();
        await Task.WhenAll(a.Probe.Connected, b.Probe.Connected, late.Probe.Connected);
        await a.BroadcastAsync("hello");
        await b.HearsAsync("hello");
        await late.HearsAsync("hello");
    }

    [Fact]
    public async Task Restarted_server_is_found_again_and_every_outage_is_told_once()
    {
        await using var server = await NatsServer.StartAsync();
        var log = new LogBook();
        await using var transport = Transport(server, log);
        await using var transport2 = Transport(server);
        var (a, b) = (await Peer.ConnectAsync(transport), await Peer.ConnectAsync(transport2));

        for (var round = 1; round <= 3; round++)
        {
            var attempts = log.Count(LogLevel.Debug, "Fail to connect");
            await server.StopAsync();
            await log.UntilAsync(LogLevel.Debug, "Fail to connect", attempts + 3);
            await server.ComeUpAsync();
            await a.Probe.UntilAsync(probe => probe.Connections == 1 + round);

            // Up means that the subscriptions are live: what is sent to it from now on arrives.
            await b.Probe.UntilAsync(probe => probe.Connections == 1 + round);
            await b.BroadcastAsync($"round {round}");
            await a.Probe.UntilAsync(probe => probe.Frames.Count == round);
            await a.BroadcastAsync($"round {round}");
            await b.Probe.UntilAsync(probe => probe.Frames.Count == round);

            // The connection was lost, and then it was refused.
            Assert.Equal(2 * round, a.Probe.Outages.Count);
        }

        Assert.Equal(2, await server.CountConnectionsAsync());
    }

    [Fact]
    public async Task Frames_handed_over_while_disconnected_are_dropped_at_once_and_not_sent_later()
    {
        await using var server = await NatsServer.StartAsync();
        await using var transport = Transport(server);
        await using var transport2 = Transport(server);
        var (a, b) = (await Peer.ConnectAsync(transport), await Peer.ConnectAsync(transport2));
        await server.StopAsync();
        await a.Probe.UntilAsync(probe => probe.Outages.Count > 0);

        for (var i = 0; i < 10_000; i++)
        {
            Assert.True(a.BroadcastAsync("lost").AsTask().IsCompletedSuccessfully);
            Assert.True(a.SendAsync(b, "lost").AsTask().IsCompletedSuccessfully);
        }

        await server.ComeUpAsync();
        await a.Probe.UntilAsync(probe => probe.Connections == 2);
        await b.Probe.UntilAsync(probe => probe.Connections == 2);
        await a.BroadcastAsync("kept");
        await b.HearsAsync("kept");
    }

    [Fact]
    public async Task Sending_while_the_connection_breaks_neither_fails_nor_waits_for_the_next_one()
    {
        await using var server = await NatsServer.StartAsync();
        await using var transport = Transport(server);
        var a = await Peer.ConnectAsync(transport);
        using var cancelable = new CancellationTokenSource();

        var sending = Task.Run(
            async () =>
            {
                var frame = new byte[50_000];
                while (a.Probe.Outages.Count == 0)
                {
                    await a.Link.BroadcastAsync(frame, CancellationToken.None);
                    await a.Link.SendAsync(Peer.NewSource(), frame, cancelable.Token);
                }
            },
            Stop);
        await NatsServer.UntilAsync(() => Task.FromResult(!sending.IsCompleted && a.Link.MaxFrameBytes > 0));
        await server.StopAsync();

        await sending.WaitAsync(TimeSpan.FromSeconds(30), Stop);
    }

    [Fact]
    public async Task Server_that_hangs_stops_neither_cancellation_nor_disposal()
    {
        await using var server = await NatsServer.StartAsync();
        var transport = Transport(server);
        var a = await Peer.ConnectAsync(transport);
        await server.FreezeAsync();

        using var cancel = new CancellationTokenSource();
        var flushing = a.Link.FlushAsync(cancel.Token).AsTask();

        // More than the socket's and the client's buffers hold. That a send is stuck shows in nothing but that it stays so for a while.
        var frame = new byte[1024 * 1024];
        var sending = new List<Task>();
        do
        {
            sending.Add(a.Link.BroadcastAsync(frame, cancel.Token).AsTask());
        }
        while (await Task.WhenAny(sending[^1], Task.Delay(TimeSpan.FromSeconds(1), Stop)) == sending[^1]);

        Assert.False(flushing.IsCompleted);
        await cancel.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => flushing);
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => sending[^1]);

        var unfinished = a.BroadcastAsync("waits for room").AsTask();
        var time = Stopwatch.StartNew();
        await transport.DisposeAsync();
        Assert.InRange(time.Elapsed, TimeSpan.Zero, TimeSpan.FromSeconds(12));
        await unfinished.WaitAsync(TimeSpan.FromSeconds(10), Stop);
    }

    [Fact]
    public async Task Flush_completes_when_the_server_has_every_frame()
    {
        await using var server = await NatsServer.StartAsync();
        await using var transport2 = Transport(server);
        var b = await Peer.ConnectAsync(transport2);
        var transport = Transport(server);
        var a = await Peer.ConnectAsync(transport);

        var frame = new byte[20_000];
        for (var i = 0; i < 200; i++) await a.Link.BroadcastAsync(frame, Stop);
        await a.Link.FlushAsync(Stop);
        await transport.DisposeAsync();

        await b.Probe.UntilAsync(probe => probe.Frames.Count == 200);
    }

    [Fact]
    public async Task Flush_fails_when_the_connection_breaks_under_it()
    {
        await using var server = await NatsServer.StartAsync();
        await using var transport = Transport(server);
        var a = await Peer.ConnectAsync(transport);
        await server.FreezeAsync();
        var flushing = a.Link.FlushAsync(Stop).AsTask();
        await server.StopAsync();

        var exception = await Assert.ThrowsAsync<TransportUnavailableException>(() => flushing.WaitAsync(TimeSpan.FromSeconds(30), Stop));
        Assert.Contains(server.Url, exception.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Server_of_the_same_cluster_takes_over()
    {
        await using var first = NatsServer.Reserve();
        await using var second = NatsServer.Reserve();
        await using var routes = NatsServer.Reserve();
        await first.ComeUpAsync($"cluster {{ name: test, listen: \"127.0.0.1:{routes.Port}\" }}");
        await second.ComeUpAsync($"cluster {{ name: test, listen: \"127.0.0.1:-1\", routes: [\"nats-route://127.0.0.1:{routes.Port}\"] }}");
        await using var transport = Transport(first);
        await using var transport2 = Transport(second);
        var b = await Peer.ConnectAsync(transport2);

        // Told by the first server, when it knows the second: so it may take several connections until the client knows.
        var a = await Peer.ConnectAsync(transport);
        await NatsServer.UntilAsync(async () =>
        {
            await a.BroadcastAsync("are you there");
            return b.Probe.Frames.Count > 0;
        });
        await first.StopAsync();

        await a.Probe.UntilAsync(probe => probe.Connections == 2);
        var count = b.Probe.Frames.Count;
        await a.BroadcastAsync("over the second");
        await b.Probe.UntilAsync(probe => probe.Frames.Count > count);
        Assert.Equal("over the second", b.Probe.Frames[^1]);
    }

    [Fact]
    public async Task Disposal_ends_every_connection_and_every_call_to_receivers()
    {
        await using var server = await NatsServer.StartAsync();
        for (var i = 0; i < 20; i++)
        {
            var transport = Transport(server);
            var a = i % 2 == 0 ? await Peer.ConnectAsync(transport) : await Peer.JoinAsync(transport);
            await transport.DisposeAsync();
            await transport.DisposeAsync();
            var calls = a.Probe.Calls.Count;
            await Assert.ThrowsAsync<ObjectDisposedException>(async () => await transport.JoinAsync(Peer.Store, a.Self, a.Probe, Stop));
            await Assert.ThrowsAsync<ObjectDisposedException>(async () => await a.Link.FlushAsync(Stop));
            Assert.Equal(calls, a.Probe.Calls.Count);
        }

        await NatsServer.UntilAsync(async () => await server.CountConnectionsAsync() == 0);
    }

    [Fact]
    public async Task Disposal_while_the_server_comes_back_leaves_no_connection_behind()
    {
        await using var server = await NatsServer.StartAsync();
        for (var i = 0; i < 5; i++)
        {
            var transports = Enumerable.Range(0, 4).Select(_ => Transport(server)).ToArray();
            foreach (var transport in transports) await Peer.ConnectAsync(transport);
            await server.StopAsync();
            var starting = server.ComeUpAsync();
            foreach (var transport in transports) await transport.DisposeAsync();
            await starting;
            await NatsServer.UntilAsync(async () => await server.CountConnectionsAsync() == 0);
        }
    }

    [Fact]
    public async Task Cancelled_calls_are_cancelled()
    {
        await using var server = await NatsServer.StartAsync();
        await using var transport = Transport(server);
        var a = await Peer.ConnectAsync(transport);
        var cancelled = new CancellationToken(canceled: true);

        await Assert.ThrowsAnyAsync<OperationCanceledException>(async () => await transport.JoinAsync(Peer.Store, a.Self, a.Probe, cancelled));
        await Assert.ThrowsAnyAsync<OperationCanceledException>(async () => await a.Link.BroadcastAsync(new byte[1], cancelled));
        await Assert.ThrowsAnyAsync<OperationCanceledException>(async () => await a.Link.SendAsync(a.Self, new byte[1], cancelled));
        await Assert.ThrowsAnyAsync<OperationCanceledException>(async () => await a.Link.FlushAsync(cancelled));
    }

    private static NatsTransport Transport(NatsServer server, LogBook? log = null) => new(new NatsTransportOptions
    {
        Url = server.Url,
        ReconnectDelayMin = TimeSpan.FromMilliseconds(20),
        ReconnectDelayMax = TimeSpan.FromMilliseconds(200),
        LoggerFactory = log ?? new LogBook(),
    });
}
