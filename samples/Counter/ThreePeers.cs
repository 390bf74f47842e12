using Scuttlegen;

namespace Counter;

/// <summary>Three peers in one process: one is cut off, all three go on dispatching, the cut heals, and they agree.</summary>
internal static class ThreePeers
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(10);

    public static async Task<int> RunAsync(CancellationToken cancellationToken)
    {
        var network = new InMemoryNetwork();
        var carolsConnection = network.Connect();
        await using var alice = await OpenAsync("alice", network.Connect(), cancellationToken);
        await using var bob = await OpenAsync("bob", network.Connect(), cancellationToken);
        await using var carol = await OpenAsync("carol", carolsConnection, cancellationToken);
        (string Name, CounterStore Store)[] peers = [("alice", alice), ("bob", bob), ("carol", carol)];

        alice.Dispatch(new Incremented(1));
        bob.Dispatch(new Incremented(2));
        carol.Dispatch(new Incremented(3));
        if (!await AllHoldAsync(3)) return Fail();
        Console.WriteLine($"All three hold 3 updates; the counter is {carol.State.Value} everywhere.");

        carolsConnection.Disconnect();
        Console.WriteLine("carol is cut off; all three go on.");
        for (var i = 1; i <= 3; i++)
        {
            alice.Dispatch(new Incremented(i));
            bob.Dispatch(new Incremented(10 * i));
            carol.Dispatch(new Incremented(100 * i));
        }

        carolsConnection.Reconnect();
        Console.WriteLine("carol is back.");
        if (!await AllHoldAsync(12)) return Fail();

        foreach (var (name, store) in peers)
        {
            var statistics = store.Statistics;
            Console.WriteLine();
            Console.WriteLine($"{name} ({store.Source:S}): counter = {store.State.Value}");
            Console.WriteLine($"  {statistics.UpdatesRewound} updates rewound, {statistics.UpdatesReplayed} replayed; history:");
            foreach (var update in store.History) Console.WriteLine($"  {update.Stamp:S}  {update.Action}");
        }

        Console.WriteLine();
        if (!Agree()) return Fail();
        Console.WriteLine("All three agree.");
        return 0;

        bool Agree() => peers.All(peer =>
            peer.Store.State == alice.State && peer.Store.History.Select(update => update.Stamp).SequenceEqual(alice.History.Select(update => update.Stamp)));

        async Task<bool> AllHoldAsync(int updates)
        {
            using var timeout = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
            timeout.CancelAfter(Patience);
            try
            {
                foreach (var (_, store) in peers) await store.WhenAsync(() => store.History.Count == updates, timeout.Token);
                return true;
            }
            catch (OperationCanceledException)
            {
                return false;
            }
        }

        int Fail()
        {
            Console.Error.WriteLine($"The peers do not agree within {Patience.TotalSeconds} s:");
            foreach (var (name, store) in peers) Console.Error.WriteLine($"  {name}: counter = {store.State.Value}, {store.History.Count} updates");
            return 1;
        }
    }

    private static ValueTask<CounterStore> OpenAsync(string name, InMemoryTransport connection, CancellationToken cancellationToken) =>
        CounterStore.OpenAsync(o => o.AllowUnsigned().UseTransport(connection) with { PeerName = name }, cancellationToken);
}
