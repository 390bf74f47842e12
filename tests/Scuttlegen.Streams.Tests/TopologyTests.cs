using System.Net;

namespace Scuttlegen.Streams.Tests;

/// <summary>Real stores that reach only their neighbours.</summary>
public class TopologyTests
{
    private const int Count = 5;

    private static readonly Dictionary<string, (int A, int B)[]> Topologies = new()
    {
        ["line"] = [(0, 1), (1, 2), (2, 3), (3, 4)],
        ["star"] = [(0, 1), (0, 2), (0, 3), (0, 4)],
        ["ring"] = [(0, 1), (1, 2), (2, 3), (3, 4), (4, 0)],
        ["mesh"] = [.. from a in Enumerable.Range(0, Count) from b in Enumerable.Range(a + 1, Count - a - 1) select (a, b)],
    };

    [Theory]
    [InlineData("line")]
    [InlineData("star")]
    [InlineData("ring")]
    [InlineData("mesh")]
    public async Task Five_stores_agree_over_streams(string topology)
    {
        var nodes = await Node.OpenAsync(Count);
        foreach (var (a, b) in Topologies[topology]) Peer.Connect(nodes[a].Transport, nodes[b].Transport);
        await EverybodyWritesAndAgreesAsync(nodes);
    }

    [Theory]
    [InlineData("line")]
    [InlineData("star")]
    [InlineData("mesh")]
    public async Task Five_stores_agree_over_tcp(string topology)
    {
        var nodes = new Node[Count];
        for (var i = 0; i < Count; i++)
        {
            IPEndPoint[] dial = [.. Topologies[topology].Where(edge => edge.B == i).Select(edge => nodes[edge.A].Transport.ListensOn!)];
            nodes[i] = await Node.OpenAsync(new StreamTransportOptions { Listen = new IPEndPoint(IPAddress.Loopback, 0), Dial = [.. dial] });
        }

        await EverybodyWritesAndAgreesAsync(nodes);
    }

    /// <summary>Without heartbeats, only relaying brings it there.</summary>
    [Theory]
    [InlineData("line")]
    [InlineData("ring")]
    [InlineData("mesh")]
    public async Task News_is_passed_on_at_once_and_the_passing_on_ends(string topology)
    {
        var nodes = await Node.OpenAsync(Count, Node.Quiet);
        foreach (var (a, b) in Topologies[topology]) Peer.Connect(nodes[a].Transport, nodes[b].Transport);
        foreach (var node in nodes)
        {
            var index = Array.IndexOf(nodes, node);
            await node.HasPeersAsync(Topologies[topology].Count(edge => edge.A == index || edge.B == index));
        }

        for (var i = 1; i <= 20; i++)
        {
            nodes[0].Store.Dispatch(new Noted($"news {i}"));
            await Node.AgreeAsync(nodes, i);
        }

        // Each peer passes each batch on once: at most one frame for each direction of each edge and batch, beside greetings and the odd pull.
        var live = nodes.Sum(node => node.Transport.Connections.Sum(connection => connection.GetStatistics().FramesSent));
        Assert.InRange(live, 20 * (Count - 1), (20 * 2 * Topologies[topology].Length) + 200);
        foreach (var node in nodes) await node.DisposeAsync();
    }

    [Fact]
    public async Task A_line_that_is_cut_in_the_middle_goes_on_at_both_ends_and_heals()
    {
        // The cut costs no more than the wait for one comparison: heartbeats are far apart, and healing must not rest on them.
        var nodes = await Node.OpenAsync(Count, Node.Quiet);
        var connections = new List<StreamConnection>();
        foreach (var (a, b) in Topologies["line"]) connections.Add(Peer.Connect(nodes[a].Transport, nodes[b].Transport).OfA);
        nodes[0].Store.Dispatch(new Noted("before"));
        await Node.AgreeAsync(nodes, 1);

        await connections[1].DisposeAsync();
        await connections[2].DisposeAsync();
        nodes[0].Store.Dispatch(new Noted("left"));
        nodes[2].Store.Dispatch(new Noted("middle"));
        nodes[4].Store.Dispatch(new Noted("right"));
        await Node.AgreeAsync(nodes[..2], 2);
        await Node.AgreeAsync(nodes[3..], 2);
        Assert.Equal(2, nodes[2].Store.Statistics.Updates);

        Peer.Connect(nodes[1].Transport, nodes[2].Transport);
        Peer.Connect(nodes[2].Transport, nodes[3].Transport);
        await Node.AgreeAsync(nodes, 4);
        foreach (var node in nodes) await node.DisposeAsync();
    }

    [Fact]
    public async Task A_newcomer_gets_everything_through_a_relay_though_its_author_is_gone()
    {
        var author = await Node.OpenAsync();
        await using var relay = await Node.OpenAsync();
        Peer.Connect(author.Transport, relay.Transport);
        for (var i = 0; i < 100; i++) author.Store.Dispatch(new Noted($"{i}"));
        await Node.AgreeAsync([author, relay], 100);
        await author.DisposeAsync();
        await relay.HasPeersAsync(0);

        await using var newcomer = await Node.OpenAsync();
        Peer.Connect(newcomer.Transport, relay.Transport);
        await Node.AgreeAsync([relay, newcomer], 100);
    }

    [Fact]
    public async Task What_was_flushed_before_a_quick_quit_arrives()
    {
        await using var stays = await Node.OpenAsync(new StreamTransportOptions { Listen = new IPEndPoint(IPAddress.Loopback, 0) });
        var leaves = await Node.OpenAsync(new StreamTransportOptions { Dial = [stays.Transport.ListensOn!] });
        await leaves.HasPeersAsync(1);
        for (var i = 0; i < 1000; i++) leaves.Store.Dispatch(new Added(1));
        await leaves.DisposeAsync();
        await Node.AgreeAsync([stays], 1000);
    }

    [Fact]
    public async Task Losses_on_a_narrow_queue_are_made_up_for()
    {
        await using var a = await Node.OpenAsync(new StreamTransportOptions { SendQueueBytes = 4096 });
        await using var b = await Node.OpenAsync();
        var (connection, _) = Peer.Connect(a.Transport, b.Transport);
        await a.HasPeersAsync(1);
        var note = new string('x', 1000);
        for (var i = 0; i < 2000; i++) a.Store.Dispatch(new Noted(note));
        await Node.AgreeAsync([a, b], 2000);
        Assert.True(connection.GetStatistics().FramesDropped > 0);
    }

    private static async Task EverybodyWritesAndAgreesAsync(Node[] nodes)
    {
        foreach (var node in nodes)
        {
            for (var i = 0; i < 20; i++)
            {
                node.Store.Dispatch(new Added(i));
                node.Store.Dispatch(new Multiplied(3));
                node.Store.Dispatch(new Noted($"{i}"));
            }
        }

        await Node.AgreeAsync(nodes, nodes.Length * 60);
        foreach (var node in nodes) await node.DisposeAsync();
    }
}
