using Microsoft.Extensions.Logging;
using NATS.Client.Core;

namespace Scuttlegen.Nats.Tests;

public sealed class AuthenticationTests
{
    private static readonly string NKeyServer = $$"""authorization { users: [ { nkey: "{{KeyPairTests.PublicKey}}" } ] }""";

    [Fact]
    public async Task NKey_authenticates()
    {
        await using var server = await NatsServer.StartAsync(NKeyServer);
        await using var transport = Transport(server, NKey(KeyPairTests.PublicKey, KeyPairTests.Seed));
        await using var transport2 = Transport(server, NKey(KeyPairTests.PublicKey, KeyPairTests.Seed));
        var (a, b) = (await Peer.ConnectAsync(transport), await Peer.ConnectAsync(transport2));

        await a.BroadcastAsync("signed in");
        await b.HearsAsync("signed in");
    }

    [Fact]
    public async Task Wrong_NKey_is_told_with_the_servers_words_and_tried_for_ever()
    {
        await using var server = await NatsServer.StartAsync(NKeyServer);
        var log = new LogBook();
        await using var transport = Transport(server, client => client with { AuthOpts = new NatsAuthOpts { Seed = "SUAKYRHVIOREXV7EUZTBHUHL7NUMHPMAS7QMDU3GTIUWEI5LDNOXD43IZY" } }, log);
        var a = await Peer.JoinAsync(transport);

        await log.UntilAsync(LogLevel.Debug, "Authentication error", 5);
        Assert.Contains("authorization violation", Assert.Single(a.Probe.Outages), StringComparison.Ordinal);
        Assert.DoesNotContain(log.Entries, entry => entry.Text.Contains("SUAKYRHVIOREXV7EUZTBHUHL7NUMHPMAS7QMDU3GTIUWEI5LDNOXD43IZY", StringComparison.Ordinal));

        // The administrator lets it in.
        await server.StopAsync();
        await server.ComeUpAsync("");
        await a.Probe.Connected;
    }

    [Fact]
    public async Task Each_reason_of_one_outage_is_told_once()
    {
        await using var server = NatsServer.Reserve("authorization { token: secret }");
        var log = new LogBook();
        await using var transport = Transport(server, client => client, log);
        var a = await Peer.JoinAsync(transport);
        await log.UntilAsync(LogLevel.Debug, "Fail to connect", 3);

        await server.ComeUpAsync();
        await log.UntilAsync(LogLevel.Debug, "Authentication error", 3);

        Assert.Equal(2, a.Probe.Outages.Count);
        Assert.Contains("refused", a.Probe.Outages[0], StringComparison.Ordinal);
        Assert.Contains("authorization violation", a.Probe.Outages[1], StringComparison.Ordinal);
    }

    [Fact]
    public async Task Credentials_in_the_address_work_and_are_never_shown()
    {
        await using var server = NatsServer.Reserve("authorization { user: ada, password: enigma }");
        var log = new LogBook();
        await using var transport = new NatsTransport(new NatsTransportOptions { Url = $"nats://ada:enigma@127.0.0.1:{server.Port}", LoggerFactory = log });
        var a = await Peer.JoinAsync(transport);
        await a.Probe.UntilAsync(probe => probe.Outages.Count == 1);

        await server.ComeUpAsync();
        await a.Probe.Connected;

        Assert.DoesNotContain(a.Probe.Calls, call => call.Contains("enigma", StringComparison.Ordinal));
        Assert.DoesNotContain(log.Entries, entry => entry.Text.Contains("enigma", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Refused_subscription_is_told()
    {
        await using var server = await NatsServer.StartAsync($$"""
            authorization { users: [ { user: guest, password: guest, permissions: { subscribe: { deny: "scuttlegen.{{Peer.Store}}.all" } } } ] }
            """);
        await using var transport = Transport(server, client => client with { AuthOpts = new NatsAuthOpts { Username = "guest", Password = "guest" } });
        var a = await Peer.JoinAsync(transport);
        var other = await Peer.ConnectAsync(transport, StoreId.Create("Other", ""));

        await a.Probe.UntilAsync(probe => probe.Outages.Count == 1);
        Assert.Contains($"scuttlegen.{Peer.Store}.all", a.Probe.Outages[0], StringComparison.Ordinal);
        await Assert.ThrowsAsync<TransportUnavailableException>(async () => await a.Link.FlushAsync(TestContext.Current.CancellationToken));
        Assert.Empty(other.Probe.Outages);
    }

    private static Func<NatsOpts, NatsOpts> NKey(string publicKey, string seed) => client => client with { AuthOpts = new NatsAuthOpts { NKey = publicKey, Seed = seed } };

    private static NatsTransport Transport(NatsServer server, Func<NatsOpts, NatsOpts> configure, LogBook? log = null) => new(new NatsTransportOptions
    {
        Url = server.Url,
        ConfigureClient = configure,
        LoggerFactory = log ?? new LogBook(),
        ReconnectDelayMin = TimeSpan.FromMilliseconds(20),
        ReconnectDelayMax = TimeSpan.FromMilliseconds(100),
    });
}
