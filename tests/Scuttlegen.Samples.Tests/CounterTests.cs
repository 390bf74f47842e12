using System.Globalization;
using System.Net;
using System.Net.Sockets;
using System.Text.RegularExpressions;
using Scuttlegen.Tests.Shared;

namespace Scuttlegen.Samples.Tests;

public partial class CounterTests
{
    [GeneratedRegex(@"^  (\d+-\S+)  Incremented")]
    private static partial Regex HistoryLine { get; }

    [Fact]
    public async Task Three_peers_in_one_process_agree()
    {
        await using var sample = SampleProcess.StartCounter();
        Assert.Equal(0, await sample.ExitAsync());
        await sample.SeesAsync("All three agree.");

        var histories = sample.Output
            .Select(line => HistoryLine.Match(line))
            .Where(match => match.Success)
            .Select(match => match.Groups[1].Value)
            .Chunk(12)
            .ToList();
        Assert.Equal(3, histories.Count);
        Assert.All(histories, history => Assert.Equal(histories[0], history));
        Assert.Equal(3, sample.Output.Count(line => line.EndsWith("counter = 672", StringComparison.Ordinal)));
        Assert.Equal(3, sample.Output.Count(line => line.Contains("updates rewound", StringComparison.Ordinal)));
    }

    [Fact]
    public async Task Peers_in_three_processes_agree_through_kills_and_outages()
    {
        await using var server = await NatsServer.StartAsync();
        await using var alice = Start("alice", server);
        await using var bob = Start("bob", server);
        await using var carol = Start("carol", server);
        foreach (var peer in new[] { alice, bob, carol }) await peer.SeesErrorAsync("is connected");

        await alice.SayAsync("+ 1");
        await bob.SayAsync("+ 2");
        await carol.SayAsync("- 3");
        await carol.SayAsync("+ 5");
        foreach (var peer in new[] { alice, bob, carol }) await peer.SayAsync("until 5");
        await alice.SayAsync("peers");
        await alice.SeesAsync("bob");
        await alice.SeesAsync("carol");

        bob.Kill();
        Assert.NotEqual(0, await bob.ExitAsync());
        await alice.SayAsync("+ 10");
        await carol.SayAsync("+ 20");

        await using var bobAgain = Start("bob", server);
        await bobAgain.SayAsync("until 35");
        await bobAgain.SayAsync("history");
        await bobAgain.SeesAsync("Incremented { By = 20 }");

        await server.StopAsync();
        await alice.SeesErrorAsync("lost");
        await alice.SayAsync("+ 100");
        await alice.SeesAsync("counter = 135");
        await bobAgain.SayAsync("+ 200");
        await bobAgain.SeesAsync("counter = 235");

        await server.ComeUpAsync();
        foreach (var peer in new[] { alice, bobAgain, carol })
        {
            await peer.SayAsync("until 335");
            await peer.SeesAsync("counter = 335");
        }

        await alice.SayAsync("quit");
        await bobAgain.SayAsync("quit");
        carol.EndInput();
        foreach (var peer in new[] { alice, bobAgain, carol }) Assert.Equal(0, await peer.ExitAsync());
    }

    [Fact]
    public async Task Peers_in_a_line_agree_without_a_server()
    {
        var (first, second) = (FreePort(), FreePort());
        await using var alice = SampleProcess.StartCounter("--listen", first, "--name", "alice");
        await using var bob = SampleProcess.StartCounter("--listen", second, "--dial", $"127.0.0.1:{first}", "--name", "bob");
        await using var carol = SampleProcess.StartCounter("--dial", $"127.0.0.1:{second}", "--name", "carol");
        foreach (var peer in new[] { alice, bob, carol }) await peer.SeesErrorAsync("is connected");
        await alice.SayAsync("+ 1");
        await carol.SayAsync("+ 2");
        foreach (var peer in new[] { alice, bob, carol }) await peer.SayAsync("until 3");
        foreach (var peer in new[] { alice, bob, carol }) await peer.SeesAsync("counter = 3");
        await carol.SayAsync("+ 4");
        await carol.SayAsync("quit");
        Assert.Equal(0, await carol.ExitAsync());
        await alice.SayAsync("until 7");
        await alice.SeesAsync("counter = 7");
        foreach (var peer in new[] { alice, bob }) await peer.SayAsync("quit");
        foreach (var peer in new[] { alice, bob }) Assert.Equal(0, await peer.ExitAsync());
    }

    [Fact]
    public async Task A_peer_started_before_its_server_joins_later()
    {
        await using var server = await NatsServer.StartAsync();
        await server.StopAsync();
        await using var alice = Start("alice", server);
        await alice.SeesErrorAsync("cannot be reached");
        await alice.SayAsync("+ 7");
        await alice.SeesAsync("counter = 7");

        await server.ComeUpAsync();
        await using var bob = Start("bob", server);
        await bob.SayAsync("until 7");
        await bob.SayAsync("quit");
        Assert.Equal(0, await bob.ExitAsync());
    }

    [Fact]
    public async Task Quitting_flushes_before_it_exits()
    {
        await using var server = await NatsServer.StartAsync();
        await using var bob = Start("bob", server);
        await bob.SeesErrorAsync("is connected");
        await using var alice = Start("alice", server);
        await alice.SeesErrorAsync("is connected");
        for (var i = 0; i < 100; i++) await alice.SayAsync("+ 1");
        await alice.SayAsync("quit");
        Assert.Equal(0, await alice.ExitAsync());
        await bob.SayAsync("until 100");
        await bob.SeesAsync("counter = 100");
    }

    [Fact]
    public async Task Quitting_without_a_server_says_what_could_not_be_sent()
    {
        await using var server = await NatsServer.StartAsync();
        await server.StopAsync();
        await using var alice = Start("alice", server);
        await alice.SayAsync("+ 7");
        alice.EndInput();
        Assert.Equal(1, await alice.ExitAsync());
        await alice.SeesErrorAsync("could not be sent");
    }

    [Fact]
    public async Task A_line_that_is_no_command_is_explained_and_harms_nothing()
    {
        await using var server = await NatsServer.StartAsync();
        await using var alice = Start("alice", server);
        await alice.SayAsync("+ lots");
        await alice.SayAsync("multiply");
        await alice.SeesErrorAsync("'+ lots' is no command");
        await alice.SeesErrorAsync("'multiply' is no command");
        await alice.SayAsync("quit");
        Assert.Equal(0, await alice.ExitAsync());
        Assert.Empty(alice.Output);
    }

    [Theory]
    [InlineData("--nats", "--nats", "nowhere:at:all")]
    [InlineData("--name", "--name", "alice")]
    [InlineData("--listen", "--listen", "65536")]
    [InlineData("dial", "--dial", "nowhere")]
    [InlineData("--nats", "--nats", "nats://127.0.0.1:4222", "--dial", "127.0.0.1:7400")]
    [InlineData("--nats", "--nats")]
    [InlineData("--frobnicate", "--frobnicate")]
    public async Task An_invalid_option_is_named(string named, params string[] arguments)
    {
        await using var sample = SampleProcess.StartCounter(arguments);
        Assert.Equal(1, await sample.ExitAsync());
        Assert.Contains(sample.Errors, line => line.Contains(named.TrimStart('-'), StringComparison.OrdinalIgnoreCase));
    }

    private static string FreePort()
    {
        using var socket = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
        socket.Bind(new IPEndPoint(IPAddress.Loopback, 0));
        return ((IPEndPoint)socket.LocalEndPoint!).Port.ToString(CultureInfo.InvariantCulture);
    }

    private static SampleProcess Start(string name, NatsServer server) => SampleProcess.StartCounter("--nats", server.Url, "--name", name);
}
