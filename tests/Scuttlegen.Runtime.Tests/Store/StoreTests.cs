namespace Scuttlegen.Tests;

public class StoreTests
{
    private static StoreOptions Quick(StoreOptions options, InMemoryTransport transport) => options.AllowUnsigned().UseTransport(transport) with
    {
        Gossip = new GossipOptions
        {
            HeartbeatInterval = TimeSpan.FromMilliseconds(50),
            ReconcileInterval = TimeSpan.FromMilliseconds(100),
            PullJitter = TimeSpan.FromMilliseconds(5),
        },
    };

    [Fact]
    public async Task Three_peers_agree_after_one_was_cut_off()
    {
        var network = new InMemoryNetwork();
        InMemoryTransport[] transports = [network.Connect(), network.Connect(), network.Connect()];
        await using var a = await LedgerStore.OpenAsync(o => Quick(o, transports[0]));
        await using var b = await LedgerStore.OpenAsync(o => Quick(o, transports[1]));
        await using var c = await LedgerStore.OpenAsync(o => Quick(o, transports[2]));
        LedgerStore[] stores = [a, b, c];

        a.Dispatch(new Added(1));
        await Eventually.Holds(() => stores.All(s => s.History.Count == 1));

        transports[2].Disconnect();
        for (var i = 0; i < 10; i++)
        {
            a.Dispatch(new Added(i));
            b.Dispatch(new Multiplied(3));
            c.Dispatch(new Noted($"c{i}"));
            c.Dispatch(new Multiplied(7));
        }

        transports[2].Reconnect();
        await Eventually.Holds(
            () => stores.All(s => s.History.Count == 41), () => string.Join(", ", stores.Select(s => $"{s.History.Count} {s.Statistics}")));

        Assert.True(a.State.SameAs(b.State));
        Assert.True(a.State.SameAs(c.State));
        Assert.Equal(a.History.Select(u => u.Stamp), c.History.Select(u => u.Stamp));
        Assert.Equal(a.History.Select(u => u.Stamp), a.History.Select(u => u.Stamp).Order());
    }

    [Fact]
    public async Task A_newcomer_catches_up_and_is_listed()
    {
        var network = new InMemoryNetwork();
        await using var a = await LedgerStore.OpenAsync(o => Quick(o, network.Connect()) with { PeerName = "alice" });
        for (var i = 0; i < 20_000; i++) a.Dispatch(new Added(i));
        await using var b = await LedgerStore.OpenAsync(o => Quick(o, network.Connect()) with { PeerName = "bob" });
        await Eventually.Holds(() => b.History.Count == 20_000);
        Assert.True(a.State.SameAs(b.State));
        await Eventually.Holds(() => a.Peers.Any(p => p.Name == "bob") && b.Peers.Any(p => p.Name == "alice"));
    }
}
