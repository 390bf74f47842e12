using NATS.Client.Core;

namespace Scuttlegen.Nats.Tests;

public sealed class OptionsTests
{
    public static TheoryData<string, NatsTransportOptions> Invalid => new()
    {
        { "Url", new() { Url = "" } },
        { "Url", new() { Url = "http://127.0.0.1:4222" } },
        { "Url", new() { Url = "nats://" } },
        { "Url", new() { Url = "nats://127.0.0.1:99999" } },
        { "Url", new() { Url = "nats://127.0.0.1:4222," } },
        { "Url", new() { Url = "nats://127.0.0.1:4222, nats://127.0.0.1:4223" } },
        { "Url", new() { ConfigureClient = client => client with { Url = "nonsense://x" } } },
        { "SubjectPrefix", new() { SubjectPrefix = "" } },
        { "SubjectPrefix", new() { SubjectPrefix = "a.*" } },
        { "SubjectPrefix", new() { SubjectPrefix = "a.>" } },
        { "SubjectPrefix", new() { SubjectPrefix = "a b" } },
        { "SubjectPrefix", new() { SubjectPrefix = "a\r\nPUB x 0\r\n" } },
        { "SubjectPrefix", new() { SubjectPrefix = ".a" } },
        { "SubjectPrefix", new() { SubjectPrefix = "a..b" } },
        { "SubjectPrefix", new() { SubjectPrefix = "a." } },
        { "SubjectPrefix", new() { SubjectPrefix = "$SYS" } },
        { "SubjectPrefix", new() { SubjectPrefix = new string('a', 129) } },
        { "ReconnectDelayMin", new() { ReconnectDelayMin = TimeSpan.Zero } },
        { "ReconnectDelayMax", new() { ReconnectDelayMax = TimeSpan.FromMilliseconds(99) } },
        { "ReconnectDelayMax", new() { ReconnectDelayMax = TimeSpan.FromDays(2) } },
        { "ReceiveBufferBytes", new() { ReceiveBufferBytes = 0 } },
        { "Authentication", new() { Authentication = null! } },
        { "Authentication", new() { Authentication = new() { Password = "enigma" } } },
        { "Authentication", new() { Authentication = new() { NKey = KeyPairTests.PublicKey } } },
        { "Authentication", new() { Authentication = new() { NKey = KeyPairTests.PublicKey, Seed = Seeds.Named('U', "other") } } },
        { "Authentication", new() { Authentication = new() { Seed = KeyPairTests.Seed[..^1] } } },
        { "Authentication", new() { Authentication = new() { Seed = KeyPairTests.PublicKey } } },
        { "Authentication", new() { Authentication = new() { Seed = Seeds.Named('A', "account") } } },
        { "Authentication", new() { ConfigureClient = client => client with { AuthOpts = new() { Seed = "nonsense" } } } },
        { "Tls", new() { Tls = null! } },
        { "Tls", new() { Tls = new() { CertFile = "cert.pem" } } },
        { "Tls", new() { Tls = new() { KeyFile = "key.pem" } } },
        { "Tls", new() { Tls = new() { CertFile = "cert.pem", KeyFile = "key.pem", CertBundleFile = "cert.pfx" } } },
        { "ConfigureClient", new() { ConfigureClient = null! } },
        { "ConfigureClient", new() { ConfigureClient = _ => null! } },
        { "LoggerFactory", new() { LoggerFactory = null! } },
    };

    [Theory]
    [MemberData(nameof(Invalid), DisableDiscoveryEnumeration = true)]
    public void Invalid_option_is_named_when_it_is_given(string name, NatsTransportOptions options)
    {
        var exception = Assert.Throws<ArgumentException>(() => new StoreOptions().UseNats(configure: _ => options));
        Assert.Equal(name, exception.ParamName);
        Assert.StartsWith(name + " takes ", exception.Message, StringComparison.Ordinal);
        Assert.Equal(name, Assert.Throws<ArgumentException>(() => new NatsTransport(options)).ParamName);
    }

    [Fact]
    public void Secrets_of_an_invalid_address_are_not_repeated()
    {
        var exception = Assert.Throws<ArgumentException>(() => new StoreOptions().UseNats("http://ada:enigma@127.0.0.1"));
        Assert.Contains("\"http://127.0.0.1\"", exception.Message, StringComparison.Ordinal);
        Assert.DoesNotContain("enigma", exception.Message, StringComparison.Ordinal);
        Assert.DoesNotContain("enigma", new NatsTransportOptions { Url = "nats://ada:enigma@127.0.0.1" }.ToString(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("SUACSSL3UAHUDXKFSNVUZRF5UHPMWZ6BFDTJ7M6USDXIEDNPPQYYYCU3VZ")]
    [InlineData("enigma")]
    public void Invalid_seed_is_not_repeated(string seed)
    {
        var exception = Assert.Throws<ArgumentException>(() => new StoreOptions().UseNats(configure: o => o with { Authentication = new() { Seed = seed } }));
        Assert.DoesNotContain(seed, exception.ToString(), StringComparison.OrdinalIgnoreCase);
    }

    [Fact]
    public void Public_key_of_a_seed_is_found_where_it_is_needed()
    {
        Assert.Equal(KeyPairTests.PublicKey, Completed(new() { Seed = KeyPairTests.Seed }).NKey);
        Assert.Null(Completed(new() { Seed = KeyPairTests.Seed, Jwt = "a.b.c" }).NKey);

        static NatsAuthOpts Completed(NatsAuthOpts given) => new NatsTransportOptions { Authentication = given }.ToClientOptions().AuthOpts;
    }

    [Fact]
    public void Whoever_signs_in_is_named_without_secrets()
    {
        const string secret = "bombe-173";
        Assert.Equal("the user ada with this password", Named("nats://ada:bombe-173@host", new()));
        Assert.Equal("the token", Named("nats://bombe-173@host", new()));
        Assert.Equal("the token", Named("nats://host", new() { Token = secret }));
        Assert.Equal("the given credentials", Named("nats://host", new() { Creds = secret }));
        Assert.Equal("the JWT", Named("nats://host", new() { Jwt = secret }));
        Assert.Equal("the JWT", Named("nats://host", new() { Jwt = $"a.{secret}.c" }));
        Assert.Equal("the JWT", Named("nats://host", new() { Jwt = "a.W10.c" }));
        Assert.Equal("the credentials of AuthCredCallback", Named("nats://host", new() { AuthCredCallback = (_, _) => new(NatsAuthCred.FromToken(secret)) }));

        static string Named(string url, NatsAuthOpts given) => NatsCredentials.Describe(new NatsTransportOptions { Url = url, Authentication = given }.ToClientOptions());
    }

    [Theory]
    [InlineData("nats://127.0.0.1:4222")]
    [InlineData("nats://user:pass@host")]
    [InlineData("host:4222,tls://other:4223")]
    [InlineData("ws://127.0.0.1:8080/path")]
    [InlineData("nats://[::1]:4222")]
    public void Addresses_of_every_form_are_taken(string url) => Assert.NotNull(new StoreOptions().UseNats(url).TransportFactory);

    [Fact]
    public async Task Store_owns_the_transport_that_it_creates_and_not_the_shared_one()
    {
        var own = new StoreOptions().UseNats("nats://127.0.0.1:4222", o => o with { SubjectPrefix = "team.app" });
        Assert.True(own.OwnsTransport);
        await using var created = own.TransportFactory!(own);
        Assert.NotSame(created, own.TransportFactory(own));

        await using var shared = new NatsTransport();
        var sharing = new StoreOptions().UseNats(shared);
        Assert.False(sharing.OwnsTransport);
        Assert.Same(shared, sharing.TransportFactory!(sharing));
    }

    [Fact]
    public void Client_gets_our_defaults_and_keeps_what_is_configured_except_what_the_transport_needs()
    {
        NatsOpts? seen = null;
        var options = new NatsTransportOptions
        {
            Url = "nats://127.0.0.1:1",
            ConfigureClient = client =>
            {
                seen = client;
                return client with { Name = "mine", PingInterval = TimeSpan.FromSeconds(3), Echo = true, MaxReconnectRetry = 2 };
            },
        };

        var client = options.ToClientOptions();

        Assert.Equal("nats://127.0.0.1:1", seen!.Url);
        Assert.Equal(TimeSpan.FromSeconds(20), seen.PingInterval);
        Assert.Equal(("mine", TimeSpan.FromSeconds(3)), (client.Name, client.PingInterval));
        Assert.False(client.Echo);
        Assert.Equal(-1, client.MaxReconnectRetry);
    }
}
