using System.Collections.Concurrent;
using Microsoft.Extensions.Logging;
using NATS.Client.Core;
using Scuttlegen.Tests;

namespace Scuttlegen.Nats.Tests;

/// <summary>What docs/nats-server.conf promises, tried on a real server that runs it.</summary>
public sealed class PermissionTests
{
    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Peers_converge_and_the_server_refuses_nothing_that_they_need()
    {
        await using var server = await DocumentedServer.StartAsync();
        var log = new LogBook();
        await using var ada = await server.OpenAsync("ada", DocumentedServer.Ada, log);
        for (var i = 0; i < 100; i++) ada.Dispatch(new Added(i));
        await Ledgers.FlushAsync(ada, succeeds: true);

        // Bob comes later, so he has to ask, and to be answered on his own subject.
        await using var bob = await server.OpenAsync("bob", DocumentedServer.Bob, log);
        bob.Dispatch(new Multiplied(3));
        await Eventually.Holds(() => ada.History.Count == 101 && bob.History.Count == 101 && ada.State.SameAs(bob.State));
        await Ledgers.FlushAsync(bob, succeeds: true);
        Assert.Equal(0, log.Count(LogLevel.Warning, ""));
    }

    [Fact]
    public async Task Peer_without_write_permission_writes_nothing_into_the_room_and_learns_so()
    {
        await using var server = await DocumentedServer.StartAsync();
        await using var ada = await server.OpenAsync("ada", DocumentedServer.Ada);
        var log = new LogBook();
        await using var eve = await server.OpenAsync("eve", DocumentedServer.Eve, log);
        eve.Dispatch(new Added(100));
        await log.UntilAsync(LogLevel.Warning, $"Permissions Violation for Publish to \"scuttlegen.{DocumentedServer.Store}.all\"", 1);

        var refused = await Ledgers.FlushAsync(eve, succeeds: false);
        Assert.Contains($"refuses what this peer writes to scuttlegen.{DocumentedServer.Store}.all", refused!.Message, StringComparison.Ordinal);

        // She hears what is written from now on, and nobody has heard her.
        ada.Dispatch(new Added(1));
        await Eventually.Holds(() => eve.History.Count == 2);
        Assert.Equal((2, 102), (ada.State.Value, eve.State.Value));
    }

    [Fact]
    public async Task Nobody_reads_what_is_meant_for_another_peer()
    {
        await using var server = await DocumentedServer.StartAsync();
        var errors = new ConcurrentQueue<string>();
        await using var bob = new NatsConnection(new NatsOpts { Url = server.Url, TlsOpts = server.Tls, AuthOpts = BareSignIn("bob") });
        bob.ServerError += (_, args) =>
        {
            errors.Enqueue(args.Error);
            return default;
        };
        var toAda = $"scuttlegen.{DocumentedServer.Store}.to.{DocumentedServer.Ada}.*";
        var toBob = $"scuttlegen.{DocumentedServer.Store}.to.{DocumentedServer.Bob}.*";
        var everything = new[] { toAda, $"scuttlegen.{DocumentedServer.Store}.to.*.*", $"scuttlegen.{DocumentedServer.Store}.>", "scuttlegen.*.all", ">" };
        var overheard = new ConcurrentQueue<string>();
        foreach (var subject in everything) _ = ListenAsync(bob, subject, overheard);
        await Eventually.Holds(() => everything.All(subject => errors.Any(error => error.Contains($"Subscription to \"{subject}\"", StringComparison.Ordinal))), () => string.Join('\n', errors));

        var own = new ConcurrentQueue<string>();
        _ = ListenAsync(bob, toBob, own);
        await bob.PingAsync(Stop);
        await using var ada = new NatsConnection(new NatsOpts { Url = server.Url, TlsOpts = server.Tls, AuthOpts = BareSignIn("ada") });
        await ada.PublishAsync(toAda.Replace("*", "0123456789abcdef", StringComparison.Ordinal), "for Ada", cancellationToken: Stop);
        await ada.PublishAsync(toBob.Replace("*", "0123456789abcdef", StringComparison.Ordinal), "for Bob", cancellationToken: Stop);

        await Eventually.Holds(() => !own.IsEmpty);
        Assert.Equal("for Bob", Assert.Single(own));
        Assert.Empty(overheard);
    }

    [Fact]
    public async Task Peer_that_takes_anothers_name_is_told_that_it_may_not_listen_there()
    {
        await using var server = await DocumentedServer.StartAsync();
        var log = new LogBook();
        await using var bob = await server.OpenAsync("bob", DocumentedServer.Ada, log);
        await log.UntilAsync(LogLevel.Warning, $"Permissions Violation for Subscription to \"scuttlegen.{DocumentedServer.Store}.to.{DocumentedServer.Ada}.", 1);
        var exception = await Assert.ThrowsAsync<TransportUnavailableException>(async () => await bob.FlushAsync(Stop));
        Assert.Contains($"refuses the subscription to scuttlegen.{DocumentedServer.Store}.to.{DocumentedServer.Ada}.", exception.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Another_room_is_out_of_reach()
    {
        await using var server = await DocumentedServer.StartAsync();
        var log = new LogBook();
        await using var ada = await Ledgers.OpenAsync(server.Url, n => n with { Authentication = DocumentedServer.SignIn("ada"), Tls = server.Tls }, log, room: "garden");
        await log.UntilAsync(LogLevel.Warning, $"Permissions Violation for Subscription to \"scuttlegen.{ada.StoreId}.all\"", 1);
        await Assert.ThrowsAsync<TransportUnavailableException>(async () => await ada.FlushAsync(Stop));
    }

    [Fact]
    public async Task Strangers_and_those_who_do_not_encrypt_stay_outside()
    {
        await using var server = await DocumentedServer.StartAsync();
        var log = new LogBook();
        await using var mallory = await Ledgers.OpenAsync(server.Url, n => n with { Authentication = DocumentedServer.SignIn("mallory"), Tls = server.Tls }, log);
        await log.UntilAsync(LogLevel.Warning, "the server refuses the NKey", 1);

        await using var plain = await Ledgers.OpenAsync(server.Url.Replace("tls:", "nats:", StringComparison.Ordinal), n => n with { Authentication = DocumentedServer.SignIn("ada"), Tls = new() { Mode = TlsMode.Disable } }, log);
        await log.UntilAsync(LogLevel.Warning, "requires TLS", 1);
    }

    /// <summary>As <see cref="DocumentedServer.SignIn"/>, for a bare client, which does not derive the public key by itself.</summary>
    private static NatsAuthOpts BareSignIn(string name) => DocumentedServer.SignIn(name) with { NKey = JwtIssuer.PublicKey(Seeds.Named('U', name)) };

    private static async Task ListenAsync(NatsConnection connection, string subject, ConcurrentQueue<string> heard)
    {
        await foreach (var message in connection.SubscribeAsync<string>(subject, cancellationToken: Stop)) heard.Enqueue(message.Data!);
    }
}
