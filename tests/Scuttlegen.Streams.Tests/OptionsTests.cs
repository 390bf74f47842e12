using System.Net;

namespace Scuttlegen.Streams.Tests;

public class OptionsTests
{
    public static TheoryData<string, Func<StreamTransportOptions, StreamTransportOptions>> Invalid => new()
    {
        { "ReconnectDelayMin", o => o with { ReconnectDelayMin = TimeSpan.Zero } },
        { "ReconnectDelayMax", o => o with { ReconnectDelayMax = TimeSpan.FromMilliseconds(99) } },
        { "ConnectTimeout", o => o with { ConnectTimeout = TimeSpan.FromDays(2) } },
        { "HandshakeTimeout", o => o with { HandshakeTimeout = -TimeSpan.FromSeconds(1) } },
        { "KeepAliveInterval", o => o with { KeepAliveInterval = TimeSpan.Zero } },
        { "IdleTimeout", o => o with { IdleTimeout = TimeSpan.FromSeconds(10) } },
        { "SendQueueBytes", o => o with { SendQueueBytes = 4095 } },
        { "MaxFrameBytes", o => o with { MaxFrameBytes = 1000 } },
        { "MaxFrameBytes", o => o with { MaxFrameBytes = 18 * 1024 * 1024 } },
        { "MaxConnections", o => o with { MaxConnections = 0 } },
        { "MaxStoresPerConnection", o => o with { MaxStoresPerConnection = 0 } },
        { "Dial", o => o with { Dial = default } },
        { "Dial", o => o with { Dial = [new IPEndPoint(1, 1), new IPEndPoint(1, 2)], MaxConnections = 1 } },
        { "Accepted", o => o with { Accepted = new StreamConnectionOptions { Direction = (StreamDirection)9 } } },
        { "Dialled", o => o with { Dialled = null! } },
        { "TimeProvider", o => o with { TimeProvider = null! } },
        { "LoggerFactory", o => o with { LoggerFactory = null! } },
        { "configure", _ => null! },
    };

    [Theory]
    [MemberData(nameof(Invalid))]
    public void An_invalid_option_is_named_where_it_is_given(string option, Func<StreamTransportOptions, StreamTransportOptions> configure)
    {
        var thrown = Assert.Throws<ArgumentException>(() => new StoreOptions().UseTcp(configure: configure));
        Assert.Equal(option, thrown.ParamName);
        Assert.StartsWith(option, thrown.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("")]
    [InlineData("127.0.0.1")]
    [InlineData("127.0.0.1:65536")]
    [InlineData("127.0.0.1:-1")]
    [InlineData("::1:7400")]
    [InlineData(":7400")]
    [InlineData("peer.example:7400")]
    public void An_address_to_listen_on_is_an_ip_address_with_a_port(string address) =>
        Assert.Equal("listen", Assert.Throws<ArgumentException>(() => new StoreOptions().UseTcp(listen: address)).ParamName);

    [Theory]
    [InlineData("peer.example")]
    [InlineData("peer example:7400")]
    [InlineData("http://peer.example:7400")]
    public void An_address_to_dial_has_a_host_and_a_port(string address) =>
        Assert.Equal("dial", Assert.Throws<ArgumentException>(() => new StoreOptions().UseTcp(dial: [address])).ParamName);

    [Theory]
    [InlineData("192.0.2.1:7400", typeof(IPEndPoint))]
    [InlineData("[2001:db8::1]:7400", typeof(IPEndPoint))]
    [InlineData("peer.example:7400", typeof(DnsEndPoint))]
    public void Addresses_read_as_they_are_written(string address, Type type)
    {
        var parsed = TcpAddress.Parse(address, "dial");
        Assert.IsType(type, parsed);
        Assert.Equal(address, TcpAddress.Format(parsed));
    }

    [Fact]
    public async Task A_store_can_own_its_transport()
    {
        await using var a = await Node.OpenAsync(new StreamTransportOptions { Listen = new IPEndPoint(IPAddress.Loopback, 0) });
        await using (var b = await LedgerStore.OpenAsync(o => o.AllowUnsigned().UseTcp(dial: [a.Transport.ListensOn!.ToString()])))
        {
            b.Dispatch(new Noted("b"));
            await Node.AgreeAsync([a], 1);
        }

        await Eventually.Holds(() => a.Transport.Connections.IsEmpty);
    }
}
