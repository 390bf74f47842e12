using NATS.Client.Core;

namespace Scuttlegen.Nats.Tests;

/// <summary>Stores sign in to a real server by every kind of credentials, or are refused by name.</summary>
public sealed class CredentialsTests : IDisposable
{
    private static readonly JwtIssuer Ours = new("ours");
    private static readonly JwtIssuer Strangers = new("strangers");
    private static readonly string Seed = Seeds.Named('U', "ada");
    private static readonly string PublicKey = JwtIssuer.PublicKey(Seed);
    private static readonly string OtherSeed = Seeds.Named('U', "mallory");
    private static readonly string OtherKey = JwtIssuer.PublicKey(OtherSeed);

    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("credentials-");

    public static TheoryData<Case> Cases => new(
        new Case("user and password", "authorization { users: [ { user: ada, password: enigma } ] }")
        {
            Right = new() { Username = "ada", Password = "enigma" },
            Wrong = new() { Username = "ada", Password = "bombe-173" },
            Refused = "the user ada with this password",
            Secret = "bombe-173",
        },
        new Case("token", "authorization { token: enigma }")
        {
            Right = new() { Token = "enigma" },
            Wrong = new() { Token = "bombe-173" },
            Refused = "the token",
            Secret = "bombe-173",
        },
        new Case("NKey", $$"""authorization { users: [ { nkey: {{PublicKey}} } ] }""")
        {
            Right = new() { Seed = Seed },
            Wrong = new() { Seed = OtherSeed },
            Refused = $"the NKey {OtherKey}",
            Secret = OtherSeed,
        },
        new Case("JWT", Ours.ServerConfiguration)
        {
            Right = new() { Jwt = Ours.User(Seed), Seed = Seed },
            Wrong = new() { Jwt = Strangers.User(OtherSeed), Seed = OtherSeed },
            Refused = $"the JWT of {OtherKey}",
            Secret = OtherSeed,
        },
        new Case("JWT that has expired", Ours.ServerConfiguration)
        {
            Right = new() { Jwt = Ours.User(Seed), Seed = Seed },
            Wrong = new() { Jwt = Ours.User(Seed, expired: true), Seed = Seed },
            Refused = $"the JWT of {PublicKey}",
            Secret = Seed,
        },
        new Case("JWT of somebody else's", Ours.ServerConfiguration)
        {
            Right = new() { Jwt = Ours.User(Seed), Seed = Seed },
            Wrong = new() { Jwt = Ours.User(Seed), Seed = OtherSeed },
            Refused = $"the JWT of {PublicKey}",
            Secret = OtherSeed,
        },
        new Case("nothing", "authorization { token: enigma }")
        {
            Right = new() { Token = "enigma" },
            Wrong = new(),
            Refused = "a peer without credentials",
            Secret = "enigma",
        });

    [Theory]
    [MemberData(nameof(Cases), DisableDiscoveryEnumeration = true)]
    public async Task Right_credentials_let_two_stores_converge(Case given)
    {
        await using var server = await NatsServer.StartAsync(given.Server);
        await Ledgers.ConvergeAsync(server.Url, n => n with { Authentication = given.Right });
    }

    [Theory]
    [MemberData(nameof(Cases), DisableDiscoveryEnumeration = true)]
    public async Task Wrong_credentials_are_told_by_name_and_without_secrets(Case given)
    {
        await using var server = NatsServer.Reserve(given.Server);
        var (reason, log) = await Ledgers.BeRefusedAsync(server, server.Url, n => n with { Authentication = given.Wrong }, $"the server refuses {given.Refused}: ");
        Ledgers.NeverShown(given.Secret, reason, log);
    }

    [Fact]
    public async Task Files_of_credentials_are_read_at_each_attempt()
    {
        await using var jwtServer = await NatsServer.StartAsync(Ours.ServerConfiguration);
        await using var nkeyServer = await NatsServer.StartAsync($$"""authorization { users: [ { nkey: {{PublicKey}} } ] }""");
        await ArrivesLaterAsync(jwtServer.Url, file => new() { CredsFile = file }, JwtIssuer.Creds(Ours.User(Seed), Seed));
        await ArrivesLaterAsync(nkeyServer.Url, file => new() { NKeyFile = file }, $"{Seed}\n{PublicKey}\n");
    }

    [Fact]
    public async Task Credentials_as_text_are_taken()
    {
        await using var server = await NatsServer.StartAsync(Ours.ServerConfiguration);
        await Ledgers.ConvergeAsync(server.Url, n => n with { Authentication = new() { Creds = JwtIssuer.Creds(Ours.User(Seed), Seed) } });
    }

    [Fact]
    public async Task Wrong_files_are_told_by_name()
    {
        var file = WriteFile("wrong.creds", JwtIssuer.Creds(Strangers.User(OtherSeed), OtherSeed));
        await using var server = NatsServer.Reserve(Ours.ServerConfiguration);
        var (reason, log) = await Ledgers.BeRefusedAsync(server, server.Url, n => n with { Authentication = new() { CredsFile = file } }, $"the server refuses the credentials file {file}: ");
        Ledgers.NeverShown(OtherSeed, reason, log);
    }

    public void Dispose() => _folder.Delete(recursive: true);

    private async Task ArrivesLaterAsync(string url, Func<string, NatsAuthOpts> file, string content)
    {
        var path = Path.Combine(_folder.FullName, Guid.NewGuid().ToString());
        var log = new LogBook();
        await using var a = await Ledgers.OpenAsync(url, n => n with { Authentication = file(path) }, log);
        await log.UntilAsync(Microsoft.Extensions.Logging.LogLevel.Warning, path, 1);

        await File.WriteAllTextAsync(path, content, TestContext.Current.CancellationToken);
        await using var b = await Ledgers.OpenAsync(url, n => n with { Authentication = file(path) });
        await Ledgers.ConvergeAsync(a, b);
        Assert.Equal(0, log.Count(Microsoft.Extensions.Logging.LogLevel.Error, ""));
    }

    private string WriteFile(string name, string content)
    {
        var path = Path.Combine(_folder.FullName, name);
        File.WriteAllText(path, content);
        return path;
    }

    /// <summary>One kind of credentials.</summary>
    public sealed record Case(string Name, string Server)
    {
        public required NatsAuthOpts Right { get; init; }

        public required NatsAuthOpts Wrong { get; init; }

        public required string Refused { get; init; }

        public required string Secret { get; init; }

        public override string ToString() => Name;
    }
}
