using Scuttlegen;
using Scuttlegen.Crdt;

var network = new InMemoryNetwork();
await using var alice = await CounterStore.OpenAsync(o => o.AllowUnsigned().UseTransport(network.Connect()));
await using var bob = await CounterStore.OpenAsync(o => o.AllowUnsigned().UseTransport(network.Connect()));
await using var carol = await CounterStore.OpenAsync(o => o.AllowUnsigned().UseTransport(network.Connect()));
(string Name, CounterStore Store)[] peers = [("alice", alice), ("bob", bob), ("carol", carol)];

alice.Dispatch(new Incremented(1));
bob.Dispatch(new Incremented(20));
carol.Dispatch(new Incremented(300));
foreach (var (_, store) in peers) store.Dispatch(new Visited());

var patience = DateTime.UtcNow.AddSeconds(60);
while (peers.Any(peer => peer.Store.History.Count < 6))
{
    if (DateTime.UtcNow > patience) return 1;

    // A consumer has nothing but the public members: it looks now and then until all is there.
    await Task.Delay(10);
}

foreach (var (name, store) in peers) Console.WriteLine($"{name}: {store.State.Value}, {store.State.Visits.Value} visits");
return peers.All(peer => peer.Store.State == alice.State) ? 0 : 2;

[GossipAction]
public sealed partial record Incremented(int By);

[GossipAction("visited")]
public sealed partial record Visited;

public sealed record Counter(int Value, GCounter Visits)
{
    public static Counter Initial { get; } = new(0, GCounter.Empty);
}

public static class CounterReducer
{
    [Reducer]
    public static Counter Apply(Counter state, Incremented action) => state with { Value = state.Value + action.By };

    [Reducer]
    public static Counter Apply(Counter state, Visited action, ReplayContext context) =>
        state with { Visits = state.Visits.Increment(context.Source).Value };
}

[GossipStore(typeof(Counter))]
public sealed partial class CounterStore;
