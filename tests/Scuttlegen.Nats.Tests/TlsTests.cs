using System.Net;
using NATS.Client.Core;

namespace Scuttlegen.Nats.Tests;

/// <summary>Encrypted connections to a real server, with certificates of the test's own authority.</summary>
public sealed class TlsTests : IDisposable
{
    private const string Encrypted = """tls { cert_file: "server-cert.pem", key_file: "server-key.pem" }""";
    private const string Mutual = """tls { cert_file: "server-cert.pem", key_file: "server-key.pem", ca_file: "ca.pem", verify: true }""";

    private readonly CertificateAuthority _ours = new("ours");
    private readonly CertificateAuthority _strangers = new("strangers");
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("certificates-");

    private string OurCa => _ours.WriteTo(_folder.FullName);

    [Fact]
    public async Task Server_of_a_known_authority_is_trusted()
    {
        await using var server = await StartAsync(Encrypted);
        await Ledgers.ConvergeAsync(UrlOf(server), n => n with { Tls = new() { CaFile = OurCa } });
    }

    [Fact]
    public async Task Password_goes_over_tls()
    {
        await using var server = await StartAsync(Encrypted + "\nauthorization { user: ada, password: enigma }");
        await Ledgers.ConvergeAsync(UrlOf(server), n => n with { Authentication = new() { Username = "ada", Password = "enigma" }, Tls = new() { CaFile = OurCa } });
    }

    [Fact]
    public async Task Server_of_an_unknown_authority_is_refused()
    {
        await using var server = Reserve(Encrypted, issuer: _strangers);
        await Ledgers.BeRefusedAsync(server, UrlOf(server), n => n with { Tls = new() { CaFile = OurCa } }, $"the server's certificate is not trusted, which must name the server as its address does, and come from an authority in {OurCa}: ");
    }

    [Fact]
    public async Task Server_of_an_authority_that_the_system_does_not_know_is_refused()
    {
        await using var server = Reserve(Encrypted);
        await Ledgers.BeRefusedAsync(server, UrlOf(server), n => n, "the server's certificate is not trusted, which must name the server as its address does, and come from an authority that the system trusts: ");
    }

    [Fact]
    public async Task Server_under_another_name_is_refused()
    {
        await using var server = Reserve(Encrypted, address: IPAddress.Parse("192.0.2.1"));
        await Ledgers.BeRefusedAsync(server, UrlOf(server), n => n with { Tls = new() { CaFile = OurCa } }, "the server's certificate is not trusted");
    }

    [Fact]
    public async Task Server_that_does_not_encrypt_is_refused()
    {
        await using var server = NatsServer.Reserve();
        await Ledgers.BeRefusedAsync(server, UrlOf(server), n => n, "does not support TLS");
    }

    [Fact]
    public async Task Peer_with_a_certificate_is_let_in()
    {
        await using var server = await StartAsync(Mutual);
        var (certificate, key) = _ours.Issue(_folder.FullName, "ada");
        await Ledgers.ConvergeAsync(UrlOf(server), n => n with { Tls = new() { CaFile = OurCa, CertFile = certificate, KeyFile = key } });
    }

    [Fact]
    public async Task Peer_without_a_certificate_is_refused()
    {
        await using var server = Reserve(Mutual);
        await Ledgers.BeRefusedAsync(server, UrlOf(server), n => n with { Tls = new() { CaFile = OurCa } }, "The server asks for a certificate, and was shown none");
    }

    [Fact]
    public async Task Peer_with_a_certificate_of_an_unknown_authority_is_refused()
    {
        await using var server = Reserve(Mutual);
        var (certificate, key) = _strangers.Issue(_folder.FullName, "mallory");
        await Ledgers.BeRefusedAsync(server, UrlOf(server), n => n with { Tls = new() { CaFile = OurCa, CertFile = certificate, KeyFile = key } }, $"The server asks for a certificate, and was shown the one in {certificate}");
    }

    public void Dispose()
    {
        _ours.Dispose();
        _strangers.Dispose();
        _folder.Delete(recursive: true);
    }

    private static string UrlOf(NatsServer server) => $"tls://127.0.0.1:{server.Port}";

    private NatsServer Reserve(string configuration, CertificateAuthority? issuer = null, IPAddress? address = null)
    {
        var server = NatsServer.Reserve(configuration);
        (issuer ?? _ours).Issue(server.Folder, "server", address);
        _ours.WriteTo(server.Folder);
        return server;
    }

    private async Task<NatsServer> StartAsync(string configuration)
    {
        var server = Reserve(configuration);
        await server.ComeUpAsync();
        return server;
    }
}
