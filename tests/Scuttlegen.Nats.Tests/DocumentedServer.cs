using NATS.Client.Core;
using Scuttlegen.Tests;

namespace Scuttlegen.Nats.Tests;

/// <summary>A server that runs docs/nats-server.conf, with certificates of the test's own, and the peers that it names.</summary>
internal sealed class DocumentedServer : IAsyncDisposable
{
    public const string Ada = "86596cd91c40eb299b8f235f2f70cc23ec511cfd8f4291cede1be76aa044e398";
    public const string Bob = "dd6b8e34b0840a1ef8abb6413c3e45d6137ecee8fb6c727531efb13a00ed43a8";
    public const string Eve = "253e170015d0afeb7f855ae515e2d7afb3e669fc3a727d6ff91f09779eb20bce";
    private const string Room = "kitchen";

    private readonly NatsServer _server;
    private readonly string _ca;

    private DocumentedServer(NatsServer server, string ca)
    {
        _server = server;
        _ca = ca;
    }

    public static StoreId Store { get; } = StoreId.Create("Ledger", Room);

    public string Url => $"tls://127.0.0.1:{_server.Port}";

    public NatsTlsOpts Tls => new() { CaFile = _ca };

    public static async Task<DocumentedServer> StartAsync()
    {
        var server = NatsServer.Reserve("""include "nats-server.conf" """);
        using var authority = new CertificateAuthority("ours");
        authority.Issue(server.Folder, "server");
        File.Copy(Path.Combine(AppContext.BaseDirectory, "nats-server.conf"), Path.Combine(server.Folder, "nats-server.conf"));
        var documented = new DocumentedServer(server, authority.WriteTo(server.Folder));
        await server.ComeUpAsync();
        return documented;
    }

    /// <summary>How somebody signs in.</summary>
    /// <param name="name">ada, bob or eve.</param>
    public static NatsAuthOpts SignIn(string name) => new() { Seed = Seeds.Named('U', name) };

    /// <summary>Opens the store as the peer <paramref name="peer"/>, signed in as <paramref name="name"/>.</summary>
    public async Task<LedgerStore> OpenAsync(string name, string peer, LogBook? log = null)
    {
        var storage = new InMemoryFeedStorage();
        await storage.OpenAsync(Store);
        await storage.RecordAsync(Source.NewIncarnation(PeerId.Parse(peer, null)), []);
        await storage.DisposeAsync();
        return await Ledgers.OpenAsync(Url, n => n with { Authentication = SignIn(name), Tls = Tls }, log, storage, Room);
    }

    public ValueTask DisposeAsync() => _server.DisposeAsync();
}
