using System.Net;
using System.Net.Security;
using System.Net.Sockets;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using Microsoft.Extensions.Time.Testing;

namespace Scuttlegen.Streams.Tests;

public class TcpTests
{
    private static readonly IPEndPoint AnyPort = new(IPAddress.Loopback, 0);

    private static CancellationToken Cancelled => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Peers_meet_over_tcp()
    {
        await using var a = await Peer.CreateAsync(new StreamTransportOptions { Listen = AnyPort });
        await using var b = await Peer.CreateAsync(new StreamTransportOptions { Dial = [a.Transport.ListensOn!] });
        await b.Probe.Connected;
        await b.BroadcastAsync("hello");
        await a.HearsAsync("hello");
        Assert.Equal(a.Transport.ListensOn!.ToString(), b.Transport.Connections[0].Remote);
    }

    [Fact]
    public async Task A_listener_that_restarts_is_found_again()
    {
        var time = new FakeTimeProvider();
        var a = await Peer.CreateAsync(new StreamTransportOptions { Listen = AnyPort });
        var address = a.Transport.ListensOn!;

        // Its clock runs far ahead of the sockets: what is silent meanwhile is not dead.
        await using var b = await Peer.CreateAsync(new StreamTransportOptions { Dial = [address], TimeProvider = time, IdleTimeout = TimeSpan.FromDays(1) });
        await b.Probe.Connected;
        await a.DisposeAsync();
        await b.Probe.UntilAsync(probe => probe.Outages.Any(reason => reason.Contains("No neighbour is left", StringComparison.Ordinal)));

        // While it is away, attempts fail one after another, and each reason is told once.
        await AdvanceUntilAsync(time, () => b.Probe.Outages.Any(reason => reason.Contains("cannot be reached", StringComparison.Ordinal)));
        for (var i = 0; i < 100; i++) time.Advance(TimeSpan.FromSeconds(1));
        Assert.InRange(b.Probe.Outages.Count, 2, 4);
        Assert.Contains(b.Probe.Outages, reason => reason.Contains(address.ToString(), StringComparison.Ordinal) && reason.Contains("tried again", StringComparison.Ordinal));

        await using var again = await Peer.CreateAsync(new StreamTransportOptions { Listen = address });
        Assert.Equal(address, again.Transport.ListensOn);
        await AdvanceUntilAsync(time, () => b.Probe.Connections == 2);
        await b.BroadcastAsync("hello again");
        await again.HearsAsync("hello again");
    }

    /// <summary>Waits are drawn from half to the whole of what doubles up to the longest.</summary>
    [Fact]
    public async Task Attempts_back_off()
    {
        var time = new FakeTimeProvider();
        using var refusing = Reserve(out var address);
        await using var peer = await Peer.CreateAsync(new StreamTransportOptions { Dial = [address], TimeProvider = time, ReconnectDelayMin = TimeSpan.FromSeconds(1), ReconnectDelayMax = TimeSpan.FromSeconds(8) });
        await peer.Probe.UntilAsync(probe => probe.Outages.Count == 1);

        // Nothing happens before half of the shortest wait: the second attempt would succeed.
        refusing.Listen();
        time.Advance(TimeSpan.FromMilliseconds(499));
        Assert.False(refusing.Poll(TimeSpan.Zero, SelectMode.SelectRead));
        await AdvanceUntilAsync(time, () => refusing.Poll(TimeSpan.Zero, SelectMode.SelectRead), TimeSpan.FromMilliseconds(100));
    }

    [Fact]
    public async Task A_port_in_use_is_an_outage_until_it_is_free()
    {
        var time = new FakeTimeProvider();
        var taken = Reserve(out var address);
        taken.Listen();
        await using var peer = await Peer.CreateAsync(new StreamTransportOptions { Listen = address, TimeProvider = time });
        Assert.Null(peer.Transport.ListensOn);
        await peer.Probe.UntilAsync(probe => probe.Outages is [var reason] && reason.Contains($"Cannot listen on {address}", StringComparison.Ordinal));
        taken.Dispose();
        await AdvanceUntilAsync(time, () => peer.Transport.ListensOn is not null);
    }

    [Fact]
    public async Task An_address_that_is_its_own_is_given_up()
    {
        using var reserved = Reserve(out var address);
        reserved.Dispose();
        await using var peer = await Peer.CreateAsync(new StreamTransportOptions { Listen = address, Dial = [address] });
        await Eventually.Holds(() => peer.Transport.Connections.Length > 0 || peer.Probe.Calls.Count > 0 || peer.Transport.DialsUnderWay == 0);
        await Eventually.Holds(() => peer.Transport.DialsUnderWay == 0 && peer.Transport.Connections.IsEmpty);
        Assert.Equal(0, peer.Probe.Connections);
    }

    [Fact]
    public async Task Connections_beyond_the_bound_are_closed_and_the_others_stay()
    {
        await using var a = await Peer.CreateAsync(new StreamTransportOptions { Listen = AnyPort, MaxConnections = 1 });
        await using var b = await Peer.CreateAsync(new StreamTransportOptions { Dial = [a.Transport.ListensOn!] });
        await b.Probe.Connected;
        await using var c = await Peer.CreateAsync(new StreamTransportOptions { Dial = [a.Transport.ListensOn!] });
        await c.Probe.UntilAsync(probe => probe.Outages.Count > 0);
        await b.BroadcastAsync("still here");
        await a.HearsAsync("still here");
    }

    [Fact]
    public async Task An_address_dialled_without_tail_is_dialled_once()
    {
        await using var a = await Node.OpenAsync(new StreamTransportOptions { Listen = AnyPort });
        a.Store.Dispatch(new Noted("a"));
        await using var b = await Node.OpenAsync(new StreamTransportOptions { Dial = [a.Transport.ListensOn!], Dialled = new StreamConnectionOptions { Tail = false } });
        await Node.AgreeAsync([a, b], 1);
        await Eventually.Holds(() => b.Transport.DialsUnderWay == 0 && a.Transport.Connections.IsEmpty && b.Transport.Connections.IsEmpty);
    }

    [Fact]
    public async Task A_name_is_dialled()
    {
        await using var a = await Peer.CreateAsync(new StreamTransportOptions { Listen = AnyPort });
        await using var b = await Peer.CreateAsync(new StreamTransportOptions { Dial = [new DnsEndPoint("localhost", a.Transport.ListensOn!.Port)] });
        await a.Probe.Connected;
    }

    [Fact]
    public async Task Disposing_ends_listening_dialling_and_waiting()
    {
        using var reserved = Reserve(out var nobody);
        var peer = await Peer.CreateAsync(new StreamTransportOptions { Listen = AnyPort, Dial = [nobody], TimeProvider = new FakeTimeProvider() });
        var address = peer.Transport.ListensOn!;
        await peer.Probe.UntilAsync(probe => probe.Outages.Count == 1);
        await peer.DisposeAsync();
        Assert.Null(peer.Transport.ListensOn);
        Assert.Equal(0, peer.Transport.DialsUnderWay);
        using var socket = new Socket(SocketType.Stream, ProtocolType.Tcp);
        await Assert.ThrowsAsync<SocketException>(async () => await socket.ConnectAsync(address, Cancelled));
    }

    /// <summary>As docs/streams.md shows it.</summary>
    [Fact]
    public async Task Streams_can_be_wrapped_in_tls()
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        using var made = new CertificateRequest("CN=peer", key, HashAlgorithmName.SHA256).CreateSelfSigned(DateTimeOffset.UtcNow.AddDays(-1), DateTimeOffset.UtcNow.AddDays(1));
        using var certificate = X509CertificateLoader.LoadPkcs12(made.Export(X509ContentType.Pkcs12), null);
        var accepted = new StreamConnectionOptions
        {
            Wrap = async (raw, token) =>
            {
                var tls = new SslStream(raw);
                await tls.AuthenticateAsServerAsync(new SslServerAuthenticationOptions { ServerCertificate = certificate }, token);
                return tls;
            },
        };
        var dialled = new StreamConnectionOptions
        {
            Wrap = async (raw, token) =>
            {
                var tls = new SslStream(raw);
                var options = new SslClientAuthenticationOptions
                {
                    TargetHost = "peer", RemoteCertificateValidationCallback = (_, theirs, _, _) => theirs?.GetCertHashString() == certificate.GetCertHashString(),
                };
                await tls.AuthenticateAsClientAsync(options, token);
                return tls;
            },
        };
        await using var a = await Peer.CreateAsync(new StreamTransportOptions { Listen = AnyPort, Accepted = accepted });
        await using var b = await Peer.CreateAsync(new StreamTransportOptions { Dial = [a.Transport.ListensOn!], Dialled = dialled });
        await b.Probe.Connected;
        await b.BroadcastAsync("secret");
        await a.HearsAsync("secret");

        await using var plain = await Peer.CreateAsync(new StreamTransportOptions { Dial = [a.Transport.ListensOn!] });
        await plain.Probe.UntilAsync(probe => probe.Outages.Count > 0);
        Assert.Equal(0, plain.Probe.Connections);
    }

    /// <summary>A port of which nobody else can be: bound, and refusing until it listens.</summary>
    private static Socket Reserve(out IPEndPoint address)
    {
        var socket = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
        socket.Bind(AnyPort);
        address = (IPEndPoint)socket.LocalEndPoint!;
        return socket;
    }

    private static Task AdvanceUntilAsync(FakeTimeProvider time, Func<bool> condition, TimeSpan? step = null) => Eventually.Holds(() =>
    {
        time.Advance(step ?? TimeSpan.FromSeconds(1));
        return condition();
    });
}
