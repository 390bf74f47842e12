namespace Scuttlegen.Streams.Tests;

/// <summary>Peers that change their source while they are connected, and a neighbour that passes on what both write.</summary>
public class CloneTests
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Two_clones_with_a_relay_between_them_part_and_go_on_and_each_update_counts_once()
    {
        var disk = new InMemoryFeedStorage();
        Source before;
        await using (var store = await LedgerStore.OpenAsync(o => o with { StorageFactory = _ => disk }))
        {
            before = store.Source;
            for (var i = 0; i < 5; i++) await store.DispatchAsync(new Added(i), Cancel);
        }

        var clone = await CloneAsync(disk, before);
        await using var one = await OpenAsync(disk);
        await using var other = await OpenAsync(clone);
        await using var relay = await OpenAsync(new InMemoryFeedStorage());
        for (var i = 0; i < 3; i++)
        {
            await one.Store.DispatchAsync(new Added(100 + i), Cancel);
            await other.Store.DispatchAsync(new Added(200 + i), Cancel);
        }

        Peer.Connect(one.Transport, relay.Transport);
        Peer.Connect(relay.Transport, other.Transport);
        Node[] all = [one, other, relay];
        await Eventually.Holds(() => one.Store.Source != before && other.Store.Source != before);
        await one.Store.DispatchAsync(new Added(1000), Cancel);
        await other.Store.DispatchAsync(new Added(2000), Cancel);

        long[] expected = [0, 1, 2, 3, 4, 100, 101, 102, 200, 201, 202, 1000, 2000];
        await Eventually.Holds(() => Array.TrueForAll(all, node => Amounts(node).Order().SequenceEqual(expected)));
        await Eventually.Holds(() => Array.TrueForAll(all, node => node.Store.State.SameAs(one.Store.State)));
        Source[] neighbours = [one.Store.Source, other.Store.Source];
        await Eventually.Holds(() => relay.Store.Peers.Select(peer => peer.Source).Order().SequenceEqual(neighbours.Order()));
        Assert.Equal(2, neighbours.Distinct().Count());
        Assert.All(relay.Transport.Connections, connection => Assert.Single(connection.Peers));
    }

    private static IEnumerable<long> Amounts(Node node) => node.Store.History.Where(update => update.Action is not null).Select(update => ((Added)update.Action!).Amount);

    private static async Task<Node> OpenAsync(InMemoryFeedStorage storage)
    {
        var transport = new StreamTransport();
        return new Node(transport, await LedgerStore.OpenAsync(o => o.AllowUnsigned().UseTcp(transport) with { StorageFactory = _ => storage }));
    }

    private static async Task<InMemoryFeedStorage> CloneAsync(InMemoryFeedStorage original, Source self)
    {
        var store = StoreId.Create("Ledger", "");
        var clone = new InMemoryFeedStorage();
        await original.OpenAsync(store, Cancel);
        await clone.OpenAsync(store, Cancel);
        await clone.RecordAsync(self, [], Cancel);
        List<StoredBatch> batches = [];
        await foreach (var batch in original.ReadAsync(Cancel)) batches.Add(batch);
        await clone.AppendAsync(batches, Cancel);
        await original.DisposeAsync();
        await clone.DisposeAsync();
        return clone;
    }
}
