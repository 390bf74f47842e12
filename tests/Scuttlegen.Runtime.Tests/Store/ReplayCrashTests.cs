namespace Scuttlegen.Tests.Store;

/// <summary>A process that died of a replay: the next opening is told, and can do without.</summary>
public class ReplayCrashTests
{
    [Fact]
    public async Task Whoever_opens_a_log_whose_replay_never_ended_is_asked_and_may_open_without_replay()
    {
        var storage = new InMemoryFeedStorage();
        await using (var store = await LedgerStore.OpenAsync(o => o with { StorageFactory = _ => storage }))
        {
            for (var i = 0; i < 100; i++) store.Dispatch(new Added(1));
        }

        await DieWhileReplaying(storage);
        List<int> asked = [];
        var folded = 0;
        var table = new LedgerTable { Folding = _ => folded++ };
        for (var times = 1; times <= 2; times++)
        {
            await using var halted = await LedgerStore.OpenAsync(
                o => o with
                {
                    StorageFactory = _ => storage,
                    ReplayAfterCrash = crashes =>
                    {
                        asked.Add(crashes);
                        return false;
                    },
                },
                table);
            Assert.Equal(1, halted.State.Value);
            Assert.Equal(100, halted.History.Count);
            Assert.Equal(times, Assert.IsType<ReplayCrashedException>(Assert.Throws<HistoryHaltedException>(() => halted.Dispatch(new Added(1))).InnerException).Times);
        }

        Assert.Equal(0, folded);
        Assert.Equal([1, 2], asked);

        // By default it is replayed again, and when that ends well it is forgotten.
        for (var again = 0; again < 2; again++)
        {
            var asks = 0;
            await using var store = await LedgerStore.OpenAsync(o => o with
            {
                StorageFactory = _ => storage,
                ReplayAfterCrash = _ => ++asks == 1,
            });
            Assert.Equal(101, store.State.Value);
            Assert.Equal(again == 0 ? 1 : 0, asks);
        }
    }

    [Fact]
    public async Task An_opening_that_fails_without_dying_is_no_crash()
    {
        var storage = new InMemoryFeedStorage();
        await using (var store = await LedgerStore.OpenAsync(o => o with { StorageFactory = _ => storage })) store.Dispatch(new Added(1));
        var table = new LedgerTable { Folding = _ => throw new InsufficientExecutionStackException() };
        await using (await LedgerStore.OpenAsync(o => o with { StorageFactory = _ => storage }, table))
        {
        }

        await using var reopened = await LedgerStore.OpenAsync(o => o with
        {
            StorageFactory = _ => storage,
            ReplayAfterCrash = _ => throw new InvalidOperationException("nobody died"),
        });
        Assert.Equal(2, reopened.State.Value);
    }

    private static async Task DieWhileReplaying(InMemoryFeedStorage storage)
    {
        await storage.OpenAsync(StoreId.Create("Ledger", ""));
        Assert.Equal(0, await storage.BeginReplayAsync());
        await storage.DisposeAsync();
    }
}
