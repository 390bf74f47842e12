using System.Collections.Concurrent;
using Scuttlegen.Sqlite;

namespace Scuttlegen.Tests;

/// <summary>What is promised of a disk that fills up.</summary>
public sealed class FullDiskTests : IDisposable
{
    private const int Writers = 6;

    private readonly TemporaryFolder _folder = new();

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    public void Dispose() => _folder.Dispose();

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task A_full_disk_takes_back_what_it_could_not_hold_and_keeps_the_rest(bool wantsReal)
    {
        await using var disk = await SmallDisk.CreateAsync(_folder, wantsReal);
        TestContext.Current.TestOutputHelper?.WriteLine(disk.IsReal ? "A file system of its own." : "SQLite's own limit.");
        var storage = new SqliteFeedStorage(disk.Path("ledger.db"));
        var network = new InMemoryNetwork();
        var acknowledged = new ConcurrentBag<Stamp>();
        List<Stamp> unawaited = [];
        List<Stamp> seen;
        await using var bob = await LedgerStore.OpenAsync(o => o.AllowUnsigned().UseTransport(network.Connect()));
        await using (var store = await LedgerStore.OpenAsync(o => o.AllowUnsigned().UseTransport(network.Connect()) with { StorageFactory = _ => storage }))
        {
            var failed = new TaskCompletionSource<AppendFailed>();
            var faulted = new TaskCompletionSource();
            using var events = store.SubscribeToEvents(happened =>
            {
                if (happened is AppendFailed it) failed.TrySetResult(it);
                if (happened is StoreFaulted) faulted.TrySetResult();
            });
            disk.Limit(storage);

            // Some wait for the disk, one does not.
            var faults = await Task.WhenAll(Enumerable.Range(0, Writers).Select(writer => Task.Run(() => WriteAsync(store, writer == 0))));
            foreach (var fault in faults)
            {
                Assert.Equal(FeedStorageError.Full, Assert.IsType<FeedStorageException>(fault.InnerException).Error);
                Assert.Contains(storage.Path, fault.Message, StringComparison.Ordinal);
                Assert.Contains("free some space", fault.Message, StringComparison.Ordinal);
            }

            // The event names everything that was taken back: what was dispatched is either in the history or in it, and nothing acknowledged is.
            var lost = (await failed.Task.WaitAsync(Cancel)).Stamps.ToHashSet();
            await faulted.Task.WaitAsync(Cancel);
            Assert.NotEmpty(lost);
            Assert.NotEmpty(acknowledged);
            Assert.DoesNotContain(acknowledged, lost.Contains);
            seen = [.. store.History.Select(update => update.Stamp)];
            Assert.DoesNotContain(seen, lost.Contains);
            Assert.Equal(unawaited.ToHashSet(), unawaited.Where(stamp => lost.Contains(stamp) ^ seen.Contains(stamp)).ToHashSet());

            // Reading goes on, dispatching does not.
            Assert.Equal(1 + seen.Count, store.State.Value);
            Assert.Throws<StoreFaultedException>(() => store.Dispatch(new Added(1)));
            await Assert.ThrowsAsync<StoreFaultedException>(async () => await store.DispatchAsync(new Added(1), Cancel));
            Assert.Equal(1 + seen.Count, store.State.Value);
        }

        // What was dispatched without waiting may have gone along with what was acknowledged; nothing else has.
        Assert.Equal(acknowledged.ToHashSet(), seen.Except(unawaited).ToHashSet());
        Assert.DoesNotContain(bob.History, update => !seen.Contains(update.Stamp));

        await disk.EnlargeAsync();
        await using var again = await LedgerStore.OpenAsync(o => o.AllowUnsigned().UseTransport(network.Connect()).UseSqlite(storage.Path));
        Assert.Equal(seen, again.History.Select(update => update.Stamp));
        Assert.Equal(1 + seen.Count, again.State.Value);
        var next = await again.DispatchAsync(new Added(1), Cancel);
        Assert.DoesNotContain(next, seen);
        await Eventually.Holds(() => bob.State.SameAs(again.State), () => $"{bob.History.Count} and {again.History.Count}");

        async Task<StoreFaultedException> WriteAsync(LedgerStore store, bool isUnawaited)
        {
            try
            {
                while (true)
                {
                    if (isUnawaited) unawaited.Add(store.Dispatch(new Added(1)));
                    else acknowledged.Add(await store.DispatchAsync(new Added(1), Cancel));
                    if (isUnawaited) await store.FlushAsync(Cancel);
                }
            }
            catch (StoreFaultedException fault)
            {
                return fault;
            }
        }
    }
}
