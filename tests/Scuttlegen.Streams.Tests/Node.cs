namespace Scuttlegen.Streams.Tests;

/// <summary>A real store on a stream transport of its own.</summary>
internal sealed record Node(StreamTransport Transport, LedgerStore Store) : IAsyncDisposable
{
    /// <summary>Nothing within a test's time but what is said at once: no heartbeat, no regular comparison.</summary>
    public static readonly GossipOptions Quiet = new()
    {
        HeartbeatInterval = TimeSpan.FromHours(1), ReconcileInterval = TimeSpan.FromHours(24), PeerTimeout = TimeSpan.FromHours(2),
    };

    public static async Task<Node> OpenAsync(StreamTransportOptions? options = null, GossipOptions? gossip = null)
    {
        var transport = new StreamTransport(options);
        return new Node(transport, await LedgerStore.OpenAsync(o => o.AllowUnsigned().UseTcp(transport) with { Gossip = gossip ?? new GossipOptions() }));
    }

    public static async Task<Node[]> OpenAsync(int count, GossipOptions? gossip = null)
    {
        var nodes = new Node[count];
        for (var i = 0; i < count; i++) nodes[i] = await OpenAsync(gossip: gossip);
        return nodes;
    }

    public static async Task AgreeAsync(IEnumerable<Node> nodes, int updates)
    {
        Node[] all = [.. nodes];
        foreach (var node in all)
        {
            var reached = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
            using var subscription = node.Store.Subscribe(_ => TryReach());
            TryReach();
            try
            {
                await reached.Task.WaitAsync(TimeSpan.FromSeconds(30), TestContext.Current.CancellationToken);
            }
            catch (TimeoutException)
            {
                Assert.Fail($"Not all have {updates} updates after 30 s:\n" + string.Join('\n', all.Select(n => $"{n.Store.Statistics} {string.Join(", ", n.Store.Peers.Select(peer => $"{peer.Source:S}"))}")));
            }

            void TryReach()
            {
                if (node.Store.Statistics.Updates >= updates) reached.TrySetResult();
            }
        }

        Assert.All(all, node => Assert.True(node.Store.State.SameAs(all[0].Store.State)));
        Assert.All(all, node => Assert.Equal(all[0].Store.History.Select(update => update.Stamp), node.Store.History.Select(update => update.Stamp)));
    }

    /// <summary>Waits until there are so many neighbours.</summary>
    public Task HasPeersAsync(int count) => Eventually.Holds(() => Store.Peers.Length == count);

    public async ValueTask DisposeAsync()
    {
        await Store.DisposeAsync();
        await Transport.DisposeAsync();
    }
}
