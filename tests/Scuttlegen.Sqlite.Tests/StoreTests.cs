using Scuttlegen.Sqlite;

namespace Scuttlegen.Tests;

/// <summary>A store on SQLite, from its first dispatch to its next life.</summary>
public sealed class StoreTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task A_store_reopened_goes_on_where_it_stopped()
    {
        var path = _folder.Path("ledger.db");
        Source source;
        List<Stamp> stamps = [];
        Ledger state;
        await using (var first = await LedgerStore.OpenAsync(o => o.UseSqlite(path)))
        {
            source = first.Source;
            for (var i = 0; i < 1000; i++) stamps.Add(first.Dispatch(new Added(i)));
            stamps.Add(await first.DispatchAsync(new Added(7), Cancel));
            stamps.Add(first.Dispatch(new Noted("last")));
            state = first.State;
        }

        await using var second = await LedgerStore.OpenAsync(o => o.UseSqlite(path));
        Assert.Equal(source, second.Source);
        Assert.Equal(stamps, second.History.Select(entry => entry.Stamp));
        Assert.True(state.SameAs(second.State));
        Assert.Equal(new Stamp(1003, source), second.Dispatch(new Added(1)));
        Assert.Equal(1003UL, second.History.Last().Sequence);
    }

    [Fact]
    public async Task A_hundred_thousand_updates_come_back()
    {
        var path = _folder.Path("ledger.db");
        await using (var first = await LedgerStore.OpenAsync(o => o.UseSqlite(path)))
        {
            for (var i = 0; i < 100_000; i++) first.Dispatch(new Added(i));
            await first.FlushAsync(Cancel);
        }

        await using var second = await LedgerStore.OpenAsync(o => o.UseSqlite(path));
        Assert.Equal(100_000, second.History.Count);
        Assert.Equal(1 + (99_999L * 100_000 / 2), second.State.Value);
    }

    [Fact]
    public async Task Opening_folds_each_update_once_in_whatever_order_they_were_stored()
    {
        // One peer's updates are stored after the other's, and belong between them.
        const int each = 40_000;
        var path = _folder.Path("bob.db");
        Ledger state;
        List<Stamp> stamps;
        var network = new InMemoryNetwork();
        await using (var alice = await LedgerStore.OpenAsync(o => o.AllowUnsigned().UseTransport(network.Connect())))
        {
            for (var i = 0; i < each; i++) alice.Dispatch(new Multiplied(3));
            await using var bob = await LedgerStore.OpenAsync(o => o.UseSqlite(path));
            for (var i = 0; i < each; i++) bob.Dispatch(new Added(i));
            await bob.DisposeAsync();
            await using var again = await LedgerStore.OpenAsync(o => o.AllowUnsigned().UseTransport(network.Connect()).UseSqlite(path));
            await Eventually.Holds(() => again.History.Count == 2 * each && again.Statistics.PendingBytes == 0);
            await Eventually.Holds(() => alice.State.SameAs(again.State));
            (state, stamps) = (again.State, [.. again.History.Select(update => update.Stamp)]);
        }

        var folded = 0;
        await using var alone = await LedgerStore.OpenAsync(o => o.UseSqlite(path), new LedgerTable { Folding = _ => folded++ });
        Assert.Equal(2 * each, folded);
        Assert.True(state.SameAs(alone.State));
        Assert.Equal(stamps, alone.History.Select(update => update.Stamp));
        Assert.Equal(0, alone.Statistics.Rewinds);
    }

    [Fact]
    public async Task What_others_wrote_is_kept_too()
    {
        var network = new InMemoryNetwork();
        var path = _folder.Path("bob.db");
        Ledger state;
        await using (var alice = await LedgerStore.OpenAsync(o => o.AllowUnsigned().UseTransport(network.Connect())))
        await using (var bob = await LedgerStore.OpenAsync(o => o.AllowUnsigned().UseTransport(network.Connect()).UseSqlite(path)))
        {
            for (var i = 1; i <= 500; i++)
            {
                alice.Dispatch(new Noted($"a{i}"));
                bob.Dispatch(new Multiplied(3));
            }

            await Eventually.Holds(() => bob.State.Notes.Count == 500 && alice.State.SameAs(bob.State));
            state = bob.State;
        }

        await using var alone = await LedgerStore.OpenAsync(o => o.UseSqlite(path));
        Assert.Equal(1000, alone.History.Count);
        Assert.True(state.SameAs(alone.State));
    }

    [Fact]
    public async Task A_backup_put_back_loses_nothing_and_its_fork_stays_cut_after_reopening()
    {
        var network = new InMemoryNetwork();
        var (a, b) = (_folder.Path("a.db"), _folder.Path("b.db"));
        string backup;
        Source old;
        await using (var other = await LedgerStore.OpenAsync(o => o.AllowUnsigned().UseTransport(network.Connect()).UseSqlite(b)))
        {
            await using (var store = await LedgerStore.OpenAsync(o => o.AllowUnsigned().UseTransport(network.Connect()).UseSqlite(a)))
            {
                old = store.Source;
                await store.DispatchAsync(new Added(1), Cancel);
                backup = _folder.Snapshot(a, "backup.db");
                await store.DispatchAsync(new Added(10), Cancel);
                await Eventually.Holds(() => other.State.Value == 12);
            }

            // Out of reach, it writes where it had written before.
            await using (var store = await LedgerStore.OpenAsync(o => o.UseSqlite(backup))) await store.DispatchAsync(new Added(100), Cancel);
            await using var restored = await LedgerStore.OpenAsync(o => o.AllowUnsigned().UseTransport(network.Connect()).UseSqlite(backup));
            await Eventually.Holds(() => other.State.Value == 112 && restored.State.Value == 112);
            Assert.NotEqual(old, restored.Source);
        }

        await using var one = await LedgerStore.OpenAsync(o => o.UseSqlite(backup));
        await using var two = await LedgerStore.OpenAsync(o => o.UseSqlite(b));
        Assert.Equal(112, one.State.Value);
        Assert.Equal(one.History.Select(update => update.Stamp), two.History.Select(update => update.Stamp));
        Assert.Equal(1, one.History.Count(update => update.Source == old));
    }

    [Fact]
    public async Task Two_rooms_live_in_two_files()
    {
        var (kitchen, garden) = (_folder.Path("kitchen.db"), _folder.Path("garden.db"));
        await using (var one = await LedgerStore.OpenAsync(o => (o with { Room = "kitchen" }).UseSqlite(kitchen)))
        await using (var two = await LedgerStore.OpenAsync(o => (o with { Room = "garden" }).UseSqlite(garden)))
        {
            one.Dispatch(new Added(1));
            two.Dispatch(new Added(2));
        }

        await using var again = await LedgerStore.OpenAsync(o => (o with { Room = "kitchen" }).UseSqlite(kitchen));
        Assert.Equal(2, again.State.Value);
        var mistaken = await Assert.ThrowsAsync<FeedStorageException>(() => LedgerStore.OpenAsync(o => (o with { Room = "kitchen" }).UseSqlite(garden)).AsTask());
        Assert.Equal(FeedStorageError.OtherStore, mistaken.Error);
    }

    [Fact]
    public async Task Everything_acknowledged_survives_a_crash_at_any_moment()
    {
        var path = _folder.Path("ledger.db");
        await using var store = await LedgerStore.OpenAsync(o => o.UseSqlite(path));
        for (var i = 1; i <= 20; i++)
        {
            await store.DispatchAsync(new Added(1), Cancel);
            var crashed = _folder.Snapshot(path, $"crashed{i}.db");
            await using var copy = await LedgerStore.OpenAsync(o => o.UseSqlite(crashed));
            Assert.Equal(store.Source, copy.Source);
            Assert.Equal(i, copy.History.Count);
            Assert.Equal(1 + i, copy.State.Value);
        }
    }

    [Fact]
    public async Task A_write_ahead_log_torn_anywhere_gives_a_prefix_and_nothing_half()
    {
        var path = _folder.Path("ledger.db");
        await using var store = await LedgerStore.OpenAsync(o => o.UseSqlite(path));
        for (var i = 0; i < 12; i++) await store.DispatchAsync(new Added(1), Cancel);
        var whole = new FileInfo(path + "-wal").Length;

        var previous = 0;
        for (var length = 0L; length <= whole; length += 1031)
        {
            var torn = _folder.Snapshot(path, $"torn{length}.db");
            using (var log = File.OpenWrite(torn + "-wal")) log.SetLength(length);
            await using var copy = await LedgerStore.OpenAsync(o => o.UseSqlite(torn));
            Assert.Equal(1 + copy.History.Count, copy.State.Value);
            Assert.InRange(copy.History.Count, previous, 12);
            previous = copy.History.Count;

            // It goes on as if nothing had been.
            await copy.DispatchAsync(new Added(1), Cancel);
        }

        Assert.InRange(previous, 10, 12);
    }
}
