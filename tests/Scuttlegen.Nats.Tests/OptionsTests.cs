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
