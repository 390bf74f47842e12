using System.Text;
using Scuttlegen.Tests;

namespace Scuttlegen.Encryption.Tests;

/// <summary>Stores that share a room's key, and a peer between them that does not.</summary>
public sealed class StoreTests
{
    private static readonly GossipOptions Quick = new()
    {
        HeartbeatInterval = TimeSpan.FromMilliseconds(20),
        ReconcileInterval = TimeSpan.FromMilliseconds(60),
        PeerTimeout = TimeSpan.FromSeconds(30),
    };

    private readonly InMemoryNetwork _network = new();

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    private StoreOptions Joined(StoreOptions options) => options.AllowUnsigned().UseTransport(_network.Connect()) with { Gossip = Quick };

    [Fact]
    public async Task Members_read_one_another_and_a_relay_carries_what_it_cannot_read()
    {
        using var key = RoomKey.Create();
        var bytes = new byte[RoomKey.Size];
        key.Export(bytes);
        using var bobsKey = RoomKey.Import(bytes);
        var relayed = new InMemoryFeedStorage();
        await using var relay = await LedgerStore.OpenAsync(o => Joined(o) with { StorageFactory = _ => relayed });
        Stamp last;
        await using (var alice = await LedgerStore.OpenAsync(o => Joined(o).UseRoomKey(key)))
        {
            alice.Dispatch(new Noted("for our eyes only"));
            last = await alice.DispatchAsync(new Added(2), Cancel);
            await Eventually.Holds(() => relay.History.Count == 2);
        }

        // Alice is gone: Bob can have it from the relay alone.
        await using var bob = await LedgerStore.OpenAsync(o => Joined(o).UseRoomKey(bobsKey));
        await Eventually.Holds(() => bob.History.Count == 2);
        Assert.Equal(3, bob.State.Value);
        Assert.StartsWith("for our eyes only", Assert.Single(bob.State.Notes), StringComparison.Ordinal);
        Assert.Equal((1, last), (relay.State.Value, relay.History.Last().Stamp));
        Assert.True(relay.Statistics.BatchesUndecryptable > 0);
        await relay.DisposeAsync();
        await relayed.OpenAsync(relay.StoreId, Cancel);
        await foreach (var batch in relayed.ReadAsync(Cancel))
        {
            Assert.Equal(-1, batch.Body.Span.IndexOf(Encoding.UTF8.GetBytes("for our eyes only")));
            Assert.Equal(-1, batch.Header.Span.IndexOf(Encoding.UTF8.GetBytes("Noted")));
        }
    }

    [Fact]
    public async Task A_key_that_is_added_while_a_store_is_open_opens_what_was_closed()
    {
        var (first, firstOfBob) = TwoOfOne();
        using var ring = new RoomKeyRing(first);
        using var bobsRing = new RoomKeyRing(RoomKey.Create());
        var storage = new InMemoryFeedStorage();
        await using var alice = await LedgerStore.OpenAsync(o => Joined(o).UseRoomKeys(ring));
        await using (var bob = await LedgerStore.OpenAsync(o => Joined(o).UseRoomKeys(bobsRing) with { StorageFactory = _ => storage }))
        {
            var undecryptable = 0;
            using var events = bob.SubscribeToEvents(happened => undecryptable += happened is UpdatesUndecryptable ? 1 : 0);
            alice.Dispatch(new Added(2));
            await Eventually.Holds(() => bob.History.Count == 1);
            Assert.Equal(1, bob.State.Value);
            await Eventually.Holds(() => undecryptable == 1);

            // The members agree on a new key; Alice goes on with it at once.
            var (next, nextOfBob) = TwoOfOne();
            bobsRing.Add(nextOfBob);
            ring.Rotate(next);
            alice.Dispatch(new Multiplied(3));
            await Eventually.Holds(() => bob.State.Value == 3);
            bobsRing.Add(firstOfBob);
            await Eventually.Holds(() => bob.State.Value == 9);
            Assert.True(alice.State.SameAs(bob.State));
            Assert.Equal(0, bob.Statistics.BatchesUndecryptable);
        }

        await using (var again = await LedgerStore.OpenAsync(o => o.UseRoomKeys(bobsRing) with { StorageFactory = _ => storage })) Assert.Equal(9, again.State.Value);

        // Without any key the same storage opens, and says nothing.
        await using var closed = await LedgerStore.OpenAsync(o => o with { StorageFactory = _ => storage });
        Assert.Equal((1, 2), (closed.State.Value, closed.History.Count));
    }

    private static (RoomKey One, RoomKey Other) TwoOfOne()
    {
        var one = RoomKey.Create();
        var bytes = new byte[RoomKey.Size];
        one.Export(bytes);
        return (one, RoomKey.Import(bytes));
    }
}
