using System.Globalization;
using Microsoft.Data.Sqlite;
using Scuttlegen.Sqlite;

namespace Scuttlegen.Tests;

/// <summary>Damaged logs made to open again, with what is intact of them.</summary>
public sealed class RecoveryTests : IDisposable
{
    private const int Sources = 4;
    private const int BatchesPerSource = 30;

    private static readonly StoreId LedgerId = StoreId.Create("Ledger", "");

    private static List<StoredBatch>? s_batches;

    private readonly TemporaryFolder _folder = new();
    private int _logs;

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task A_sound_log_is_kept_whole_under_a_new_incarnation()
    {
        var log = await FilledAsync();
        var original = await File.ReadAllBytesAsync(log.Path, Cancel);
        var report = await RecoverAsync(log);
        Assert.True(report.FoundNoLoss, report.ToString());
        Assert.Equal(log.Batches.Count, (await ReadAsync(log.Path)).Count);
        Assert.Equal(original, await File.ReadAllBytesAsync(report.BackupPath, Cancel));
    }

    [Theory]
    [InlineData(0, 100)]
    [InlineData(0, 4096)]
    [InlineData(16, 2)]
    [InlineData(68, 4)]
    public async Task A_log_that_lost_its_header_is_kept_whole(int at, int length)
    {
        var log = await FilledAsync();
        Overwrite(log.Path, at, new byte[length]);
        Assert.True((await RecoverAsync(log)).FoundNoLoss);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(7)]
    [InlineData(BatchesPerSource - 1)]
    public async Task A_flipped_bit_costs_one_feed_what_comes_after_it(int batch)
    {
        var log = await FilledAsync();
        var victim = log.Sources[2];
        var hit = log.Batches.Where(held => held.Source == victim).ElementAt(batch);
        FlipIn(log.Path, hit);
        var report = await RecoverAsync(log);
        Assert.Equal(1, report.UnreadableBatches);
        foreach (var feed in report.Feeds)
        {
            Assert.Equal(feed.Source == victim ? (ulong)batch : BatchesPerSource, feed.Kept);
            Assert.Equal(feed.Source == victim ? (ulong)(BatchesPerSource - 1 - batch) : 0, feed.Dropped);
            Assert.Equal(feed.Source == victim, feed.Problem is not null);
        }

        Assert.Contains($"kept {batch} updates, dropped {BatchesPerSource - 1 - batch}", report.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_rotten_page_header_costs_the_rows_of_that_page()
    {
        var pages = new FileInfo((await FilledAsync()).Path).Length / 4096;
        Assert.True(pages > 20);
        for (var page = 1; page < pages; page++)
        {
            var log = await FilledAsync();
            Overwrite(log.Path, page * 4096, [0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff]);
            var report = await RecoverAsync(log);

            // One page is an inner one, an index or an overflow, or holds a few rows of each feed.
            Assert.All(report.Feeds, feed => Assert.InRange(feed.Kept + feed.Dropped + (ulong)report.UnreadableBatches, BatchesPerSource - 8UL, 10UL * BatchesPerSource));
        }
    }

    [Theory]
    [InlineData(0.98)]
    [InlineData(0.5)]
    [InlineData(0.1)]
    public async Task A_truncated_log_keeps_what_is_before_the_cut(double part)
    {
        var log = await FilledAsync();
        using (var file = File.OpenWrite(log.Path)) file.SetLength((long)(file.Length * part));
        var report = await RecoverAsync(log);
        var kept = report.Feeds.Sum(feed => (long)feed.Kept);
        Assert.InRange(kept, (long)(log.Batches.Count * (part - 0.15)), (long)(log.Batches.Count * (part + 0.15)));
    }

    [Theory]
    [InlineData(0.5)]
    [InlineData(0.9)]
    public async Task A_zeroed_tail_costs_what_was_there(double part)
    {
        var log = await FilledAsync();
        var length = (int)new FileInfo(log.Path).Length;
        Overwrite(log.Path, (int)(length * part), new byte[length - (int)(length * part)]);
        var kept = (await RecoverAsync(log)).Feeds.Sum(feed => (long)feed.Kept);
        Assert.InRange(kept, (long)(log.Batches.Count * (part - 0.2)), log.Batches.Count);
    }

    [Fact]
    public async Task A_batch_missing_in_the_middle_ends_its_feed_there()
    {
        var log = await FilledAsync();
        var victim = log.Batches[41].Source;
        Sql(log.Path, "DELETE FROM batch WHERE id = 42");
        var report = await RecoverAsync(log);
        var feed = Assert.Single(report.Feeds, feed => feed.Problem is not null);
        Assert.Equal(victim, feed.Source);
        Assert.Equal(10UL, feed.Kept);
        Assert.Equal(BatchesPerSource - 11UL, feed.Dropped);
        Assert.Contains("sequence 12 follows 10", feed.Problem, StringComparison.Ordinal);
        Assert.Equal(1, report.UnreadableBatches);
    }

    [Fact]
    public async Task What_only_the_chain_shows_ends_the_feed_too()
    {
        // A batch that is another of the same place, length and times, with a checksum that fits: only the next one's chain hash tells.
        var log = await FilledAsync();
        var at = 41;
        var genuine = log.Batches[at];
        var body = genuine.Body.ToArray();
        body[^1] ^= 1;
        var forged = genuine with { Body = body };
        using (var connection = Connect(log.Path))
        using (var command = connection.CreateCommand())
        {
            command.CommandText = "UPDATE batch SET body = $body, checksum = $checksum WHERE id = 42";
            command.Parameters.AddWithValue("$body", body);
            command.Parameters.AddWithValue("$checksum", (long)BatchChecksum.Of(forged, 11));
            Assert.Equal(1, command.ExecuteNonQuery());
        }

        var refused = await Assert.ThrowsAsync<InvalidDataException>(() => LedgerStore.OpenAsync(o => o.UseSqlite(log.Path)).AsTask());
        Assert.Contains(genuine.Source.ToString(), refused.Message, StringComparison.Ordinal);

        var report = await SqliteFeedStorage.RecoverAsync(log.Path, LedgerId, Cancel);
        var feed = Assert.Single(report.Feeds, feed => feed.Problem is not null);
        Assert.Equal((genuine.Source, 11UL, BatchesPerSource - 11UL), (feed.Source, feed.Kept, feed.Dropped));
        Assert.Contains("the chain before sequence 12 differs", feed.Problem, StringComparison.Ordinal);
        await using var store = await LedgerStore.OpenAsync(o => o.UseSqlite(log.Path));
        Assert.Equal(log.Batches.Count - (BatchesPerSource - 11), store.History.Count);
    }

    [Fact]
    public async Task What_is_only_in_the_write_ahead_log_is_kept_even_without_a_header()
    {
        var (path, stamps) = await CrashedAsync(withLog: true);
        Overwrite(path, 0, new byte[100]);
        var report = await SqliteFeedStorage.RecoverAsync(path, LedgerId, Cancel);
        Assert.Equal((20UL, null), (Assert.Single(report.Feeds).Kept, report.Feeds[0].Problem));
        Assert.True(File.Exists(report.BackupPath + "-wal"));
        Assert.False(File.Exists(path + "-wal"));
        await using var store = await LedgerStore.OpenAsync(o => o.UseSqlite(path));
        Assert.Equal(stamps, store.History.Select(update => update.Stamp));
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task A_write_ahead_log_torn_or_rotten_anywhere_gives_what_opening_would(bool rots)
    {
        var (whole, _) = await CrashedAsync(withLog: true);
        var length = new FileInfo(whole + "-wal").Length;
        for (var at = 0L; at < length; at += 2063)
        {
            var (opened, recovered) = (_folder.Snapshot(whole, $"opened{at}.db"), _folder.Snapshot(whole, $"recovered{at}.db"));
            foreach (var path in new[] { opened, recovered })
            {
                var log = await File.ReadAllBytesAsync(path + "-wal", Cancel);
                log[at] ^= 1;
                await File.WriteAllBytesAsync(path + "-wal", rots ? log : log[..(int)at], Cancel);
            }

            await using var store = await LedgerStore.OpenAsync(o => o.UseSqlite(opened));
            var report = await SqliteFeedStorage.RecoverAsync(recovered, LedgerId, Cancel);
            Assert.Equal(store.History.Count, (int)report.Feeds.Sum(feed => (long)feed.Kept));
        }
    }

    [Fact]
    public async Task A_lost_write_ahead_log_costs_the_end_and_never_a_sequence_twice()
    {
        var (path, stamps) = await CrashedAsync(withLog: false);
        var report = await SqliteFeedStorage.RecoverAsync(path, LedgerId, Cancel);
        Assert.Equal(10UL, Assert.Single(report.Feeds).Kept);
        await using var store = await LedgerStore.OpenAsync(o => o.UseSqlite(path));
        Assert.Equal(stamps[..10], store.History.Select(update => update.Stamp));
        Assert.Equal(report.Self, store.Source);
        Assert.Equal(stamps[0].Source, report.Before);
        Assert.Equal(report.Self, store.Dispatch(new Added(1)).Source);
        Assert.Equal(1UL, store.History.Last().Sequence);
    }

    [Fact]
    public async Task Whatever_rots_only_genuine_beginnings_of_feeds_are_kept()
    {
        var recovered = 0;
        for (var seed = 0; seed < 120; seed++)
        {
            var log = await FilledAsync();
            var random = new Random(seed);
            var bytes = await File.ReadAllBytesAsync(log.Path, Cancel);
            for (var hits = random.Next(1, 6); hits > 0; hits--)
            {
                var at = random.Next(bytes.Length);
                random.NextBytes(bytes.AsSpan(at, Math.Min(bytes.Length - at, random.Next(1, 3000))));
            }

            await File.WriteAllBytesAsync(log.Path, bytes, Cancel);
            var report = await RecoverAsync(log, $"seed {seed}");
            Assert.Equal(bytes, await File.ReadAllBytesAsync(report.BackupPath, Cancel));
            if (report.Feeds.Any(feed => feed.Kept > 0)) recovered++;
        }

        Assert.InRange(recovered, 100, 120);
    }

    [Fact]
    public async Task Gossip_brings_the_rest_back()
    {
        var network = new InMemoryNetwork();
        var path = _folder.Path("alice.db");
        await using var bob = await LedgerStore.OpenAsync(o => o.AllowUnsigned().UseTransport(network.Connect()));
        Source before;
        await using (var alice = await LedgerStore.OpenAsync(o => o.AllowUnsigned().UseTransport(network.Connect()).UseSqlite(path)))
        {
            before = alice.Source;
            for (var i = 1; i <= 100; i++)
            {
                alice.Dispatch(new Noted(new string('a', 500)));
                await alice.DispatchAsync(new Added(i), Cancel);
                bob.Dispatch(new Noted($"b{i}"));
            }

            await Eventually.Holds(() => bob.History.Count == 300 && alice.History.Count == 300);
        }

        using (var file = File.OpenWrite(path)) file.SetLength(file.Length / 2);
        var report = await SqliteFeedStorage.RecoverAsync(path, LedgerId, Cancel);
        Assert.InRange(report.Feeds.Single(feed => feed.Source == before).Kept, 1UL, 199UL);

        List<StoreEvent> events = [];
        await using var again = await LedgerStore.OpenAsync(o => o.AllowUnsigned().UseTransport(network.Connect()).UseSqlite(path));
        using var subscription = again.SubscribeToEvents(happened =>
        {
            lock (events) events.Add(happened);
        });
        Assert.Equal(before.Peer, again.Source.Peer);
        Assert.NotEqual(before, again.Source);
        again.Dispatch(new Noted("again"));
        await Eventually.Holds(() => again.History.Count == 301 && bob.History.Count == 301);
        Assert.True(again.State.SameAs(bob.State));
        lock (events) Assert.DoesNotContain(events, happened => happened is ForkDetected);
    }

    [Fact]
    public async Task No_earlier_backup_is_overwritten()
    {
        var log = await FilledAsync();
        File.WriteAllText(log.Path + "-damaged-2-wal", "somebody's");
        Assert.EndsWith("-damaged-1", (await RecoverAsync(log)).BackupPath, StringComparison.Ordinal);
        var third = await RecoverAsync(log);
        Assert.EndsWith("-damaged-3", third.BackupPath, StringComparison.Ordinal);
        Assert.False(File.Exists(third.BackupPath + "-wal"));

        // A backup is a log.
        await using var backup = new SqliteFeedStorage(third.BackupPath);
        await backup.OpenAsync(LedgerId, Cancel);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task A_recovery_that_was_interrupted_is_not_taken_for_a_missing_log(bool afterBoth)
    {
        // As a crash between the renames leaves it.
        var (path, stamps) = await CrashedAsync(withLog: true);
        File.Move(path, path + "-damaged-1");
        if (afterBoth) File.Move(path + "-wal", path + "-damaged-1-wal");
        File.WriteAllText(path + "-recovering", "complete or not");

        var refused = await Assert.ThrowsAsync<FeedStorageException>(() => LedgerStore.OpenAsync(o => o.UseSqlite(path)).AsTask());
        Assert.Equal(FeedStorageError.Damaged, refused.Error);
        Assert.Contains("RecoverAsync", refused.Message, StringComparison.Ordinal);

        var report = await SqliteFeedStorage.RecoverAsync(path, LedgerId, Cancel);
        Assert.True(report.FoundNoLoss);
        Assert.EndsWith("-damaged-1", report.BackupPath, StringComparison.Ordinal);
        await using var store = await LedgerStore.OpenAsync(o => o.UseSqlite(path));
        Assert.Equal(stamps, store.History.Select(update => update.Stamp));
    }

    [Fact]
    public async Task What_is_no_log_of_this_store_is_left_alone()
    {
        var letter = _folder.Path("letter.txt");
        await File.WriteAllTextAsync(letter, new string('x', 20_000), Cancel);
        await RefusedUnchangedAsync(letter, FeedStorageError.NotALog);

        var theirs = _folder.Path("theirs.db");
        Sql(theirs, "CREATE TABLE theirs (x); INSERT INTO theirs VALUES (1)");
        await RefusedUnchangedAsync(theirs, FeedStorageError.NotALog);

        var other = _folder.Path("other.db");
        await using (var storage = new SqliteFeedStorage(other)) await storage.OpenAsync(Batches.Store, Cancel);
        await RefusedUnchangedAsync(other, FeedStorageError.OtherStore);

        var newer = (await FilledAsync()).Path;
        Sql(newer, "PRAGMA user_version = 2");
        await RefusedUnchangedAsync(newer, FeedStorageError.NewerFormat);

        var missing = await Assert.ThrowsAsync<FeedStorageException>(() => SqliteFeedStorage.RecoverAsync(_folder.Path("missing.db"), LedgerId, Cancel));
        Assert.Equal(FeedStorageError.Unavailable, missing.Error);
    }

    [Fact]
    public async Task An_open_log_is_not_recovered()
    {
        var log = await FilledAsync();
        await using var store = await LedgerStore.OpenAsync(o => o.UseSqlite(log.Path));
        var refused = await Assert.ThrowsAsync<FeedStorageException>(() => SqliteFeedStorage.RecoverAsync(log.Path, LedgerId, Cancel));
        Assert.Equal(FeedStorageError.InUse, refused.Error);
        await store.DispatchAsync(new Added(1), Cancel);
    }

    private async Task RefusedUnchangedAsync(string path, FeedStorageError error)
    {
        var before = await File.ReadAllBytesAsync(path, Cancel);
        var refused = await Assert.ThrowsAsync<FeedStorageException>(() => SqliteFeedStorage.RecoverAsync(path, LedgerId, Cancel));
        Assert.Equal((error, path), (refused.Error, refused.Path));
        Assert.Equal(before, await File.ReadAllBytesAsync(path, Cancel));
        Assert.False(File.Exists(path + "-recovering"));
        Assert.False(File.Exists(path + "-damaged-1"));
    }

    /// <summary>Recovers, and checks what holds of every recovery: the report says what is there, and that is a beginning of each feed; the store opens.</summary>
    private static async Task<RecoveryReport> RecoverAsync(Log log, string context = "")
    {
        var report = await SqliteFeedStorage.RecoverAsync(log.Path, LedgerId, Cancel);
        var kept = await ReadAsync(log.Path);
        foreach (var feed in log.Sources)
        {
            var expected = log.Batches.Where(batch => batch.Source == feed).Select(Batches.Describe).ToList();
            var actual = kept.Where(batch => batch.Source == feed).Select(Batches.Describe).ToList();
            Assert.Equal(expected.Take(actual.Count), actual);
            Assert.Equal((ulong)actual.Count, report.Feeds.SingleOrDefault(it => it.Source == feed)?.Kept ?? 0);
        }

        Assert.Equal(kept.Count, report.Feeds.Sum(feed => (int)feed.Kept));
        Assert.DoesNotContain(report.Self, log.Sources);
        if (report.Before is not null) Assert.Equal(report.Before.Value.Peer, report.Self.Peer);
        await using var store = await LedgerStore.OpenAsync(o => o.UseSqlite(log.Path));
        Assert.True(report.Self == store.Source, context);
        Assert.Equal(kept.Count, store.History.Count);
        return report;
    }

    private static async Task<List<StoredBatch>> ReadAsync(string path)
    {
        await using var storage = new SqliteFeedStorage(path);
        await storage.OpenAsync(LedgerId, Cancel);
        return await Batches.ReadAllAsync(storage);
    }

    /// <summary>A log of several feeds, taking turns; every batch holds one update, every seventh overflows its page.</summary>
    private async Task<Log> FilledAsync()
    {
        s_batches ??= await WriteAsync();
        var path = _folder.Path(string.Create(CultureInfo.InvariantCulture, $"log{_logs++}.db"));
        await using var storage = new SqliteFeedStorage(path);
        await storage.OpenAsync(LedgerId, Cancel);
        await storage.AppendAsync(s_batches, Cancel);
        return new Log(path, s_batches, [.. s_batches.Take(Sources).Select(batch => batch.Source)]);
    }

    private static async Task<List<StoredBatch>> WriteAsync()
    {
        List<List<StoredBatch>> feeds = [];
        for (var source = 0; source < Sources; source++)
        {
            var storage = new InMemoryFeedStorage();
            await using (var store = await LedgerStore.OpenAsync(o => o with { StorageFactory = _ => storage }))
            {
                for (var i = 0; i < BatchesPerSource; i++)
                {
                    store.Dispatch(new Noted($"s{source}b{i:00}{new string('.', i % 7 == 6 ? 6000 : 300)}"));
                    await store.FlushAsync(Cancel);
                }
            }

            await storage.OpenAsync(LedgerId, Cancel);
            feeds.Add(await Batches.ReadAllAsync(storage));
            Assert.Equal(BatchesPerSource, feeds[^1].Count);
        }

        return [.. Enumerable.Range(0, BatchesPerSource * Sources).Select(i => feeds[i % Sources][i / Sources])];
    }

    /// <summary>A log as a crash leaves it: ten updates are in the file, ten more in the write-ahead log.</summary>
    private async Task<(string Path, List<Stamp> Stamps)> CrashedAsync(bool withLog)
    {
        var path = _folder.Path("running.db");
        List<Stamp> stamps = [];
        await using (var store = await LedgerStore.OpenAsync(o => o.UseSqlite(path)))
        {
            for (var i = 0; i < 10; i++) stamps.Add(await store.DispatchAsync(new Added(i), Cancel));
        }

        await using var running = await LedgerStore.OpenAsync(o => o.UseSqlite(path));
        for (var i = 0; i < 10; i++) stamps.Add(await running.DispatchAsync(new Added(i), Cancel));
        var crashed = _folder.Snapshot(path, "crashed.db");
        if (!withLog) File.Delete(crashed + "-wal");
        return (crashed, stamps);
    }

    private static void FlipIn(string path, StoredBatch batch)
    {
        var bytes = File.ReadAllBytes(path);
        var needle = batch.Body.Span[..100];
        var found = false;

        // Pages that were split keep what moved away: only one of these is the batch.
        for (int at; (at = bytes.AsSpan().IndexOf(needle)) >= 0; found = true) bytes[at + 50] ^= 1;
        Assert.True(found);
        File.WriteAllBytes(path, bytes);
    }

    private static void Overwrite(string path, int at, byte[] bytes)
    {
        using var file = File.OpenWrite(path);
        file.Position = at;
        file.Write(bytes);
    }

    private static SqliteConnection Connect(string path)
    {
        var connection = new SqliteConnection($"Data Source={path};Pooling=False");
        connection.Open();
        return connection;
    }

    private static void Sql(string path, string sql)
    {
        using var connection = Connect(path);
        using var command = connection.CreateCommand();
        command.CommandText = sql;
        command.ExecuteNonQuery();
    }

    private sealed record Log(string Path, List<StoredBatch> Batches, List<Source> Sources);
}
