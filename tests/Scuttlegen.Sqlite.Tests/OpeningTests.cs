using System.Diagnostics;
using Microsoft.Data.Sqlite;
using Scuttlegen.Sqlite;

namespace Scuttlegen.Tests;

/// <summary>Files that cannot be opened, and what the user is told.</summary>
public sealed class OpeningTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task A_log_is_open_once()
    {
        var path = _folder.Path("log.db");
        await using var holder = new SqliteFeedStorage(path);
        await holder.OpenAsync(Batches.Store, Cancel);
        Assert.Contains("close the other", (await RefusedAsync(path, FeedStorageError.InUse)).Message, StringComparison.Ordinal);
        Assert.Equal(FeedStorageError.InUse, (await Assert.ThrowsAsync<FeedStorageException>(() => holder.OpenAsync(Batches.Store, Cancel).AsTask())).Error);

        // Neither attempt has cost the holder anything.
        await holder.AppendAsync([Batches.Make(Batches.NewSource(), 1)], Cancel);
        await RefusedAsync(path, FeedStorageError.InUse);

        await holder.DisposeAsync();
        await using var next = new SqliteFeedStorage(path);
        await next.OpenAsync(Batches.Store, Cancel);
        Assert.Single(await Batches.ReadAllAsync(next));
    }

    [Fact]
    public async Task A_log_is_open_once_also_by_another_name()
    {
        Assert.SkipUnless(!OperatingSystem.IsWindows(), "Symbolic links need rights on Windows.");
        await using var holder = new SqliteFeedStorage(_folder.Path("log.db"));
        await holder.OpenAsync(Batches.Store, Cancel);
        File.CreateSymbolicLink(_folder.Path("alias.db"), holder.Path);
        await RefusedAsync(_folder.Path("alias.db"), FeedStorageError.InUse);
    }

    [Fact]
    public async Task No_other_program_gets_in_while_a_log_is_open()
    {
        await using var holder = new SqliteFeedStorage(_folder.Path("log.db"));
        await holder.OpenAsync(Batches.Store, Cancel);
        using var tool = new SqliteConnection($"Data Source={holder.Path};Pooling=False;Default Timeout=1");
        tool.Open();
        using var count = tool.CreateCommand();
        count.CommandText = "SELECT count(*) FROM batch";
        Assert.Equal(5, Assert.Throws<SqliteException>(() => count.ExecuteScalar()).SqliteErrorCode);
    }

    [Fact]
    public async Task Another_process_finds_it_locked_even_after_this_one_has_copied_it()
    {
        Assert.SkipUnless(File.Exists("/usr/bin/flock"), "flock is not here.");
        await using var holder = new SqliteFeedStorage(_folder.Path("log.db"));
        await holder.OpenAsync(Batches.Store, Cancel);
        _folder.Snapshot(holder.Path, "copy.db");
        Assert.Equal(1, await FlockAsync());
        await holder.DisposeAsync();
        Assert.Equal(0, await FlockAsync());

        async Task<int> FlockAsync()
        {
            using var process = Process.Start("/usr/bin/flock", ["--shared", "--nonblock", holder.Path + "-lock", "true"]);
            await process.WaitForExitAsync(Cancel);
            return process.ExitCode;
        }
    }

    [Fact]
    public async Task Of_many_who_create_a_log_at_once_one_gets_it()
    {
        var path = _folder.Path("log.db");
        var storages = Enumerable.Range(0, 8).Select(_ => new SqliteFeedStorage(path)).ToList();
        var attempts = await Task.WhenAll(storages.Select(async storage =>
        {
            try
            {
                await storage.OpenAsync(Batches.Store, Cancel);
                return (FeedStorageError?)null;
            }
            catch (FeedStorageException refused)
            {
                return refused.Error;
            }
        }));
        Assert.Single(attempts, error => error is null);
        Assert.Equal(7, attempts.Count(error => error == FeedStorageError.InUse));
        foreach (var storage in storages) await storage.DisposeAsync();
    }

    [Fact]
    public async Task The_log_of_another_store_is_left_alone()
    {
        var path = _folder.Path("log.db");
        await using (var other = new SqliteFeedStorage(path)) await other.OpenAsync(StoreId.Create("Other", ""), Cancel);
        var refused = await RefusedUnchangedAsync(path, FeedStorageError.OtherStore);
        Assert.Contains(StoreId.Create("Other", "").ToString(), refused.Message, StringComparison.Ordinal);
        Assert.Contains(Batches.Store.ToString(), refused.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(20)]
    [InlineData(20_000)]
    public async Task A_file_that_is_no_database_is_left_alone(int length)
    {
        var path = _folder.Path("letter.txt");
        await File.WriteAllTextAsync(path, new string('x', length), Cancel);
        await RefusedUnchangedAsync(path, FeedStorageError.NotALog);
    }

    [Fact]
    public async Task The_database_of_another_application_is_left_alone()
    {
        var path = _folder.Path("theirs.db");
        Sql(path, "CREATE TABLE theirs (x); INSERT INTO theirs VALUES (1)");
        await RefusedUnchangedAsync(path, FeedStorageError.NotALog);
    }

    [Fact]
    public async Task A_newer_format_asks_for_a_newer_package()
    {
        var path = await NewLogAsync();
        Sql(path, "PRAGMA user_version = 2");
        var refused = await RefusedUnchangedAsync(path, FeedStorageError.NewerFormat);
        Assert.Contains("format 2", refused.Message, StringComparison.Ordinal);
        Assert.Contains("Update", refused.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("PRAGMA user_version = 0")]
    [InlineData("DELETE FROM log")]
    [InlineData("UPDATE log SET self = 2")]
    [InlineData("UPDATE log SET store = x'00'")]
    [InlineData("UPDATE source SET source = x'00'")]
    [InlineData("DROP TABLE batch")]
    [InlineData("DROP TABLE log")]
    [InlineData("ALTER TABLE batch DROP COLUMN signature")]
    public async Task A_schema_that_was_tampered_with_is_damage(string sql)
    {
        var path = await NewLogAsync();
        Sql(path, "PRAGMA foreign_keys = OFF; " + sql);
        await RefusedUnchangedAsync(path, FeedStorageError.Damaged);
    }

    [Fact]
    public async Task A_folder_that_is_missing_is_named()
    {
        var refused = await RefusedAsync(_folder.Path(Path.Combine("nowhere", "log.db")), FeedStorageError.Unavailable);
        Assert.Contains("folder must exist", refused.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_folder_in_the_place_of_the_file_is_refused()
    {
        Directory.CreateDirectory(_folder.Path("log.db"));
        await RefusedAsync(_folder.Path("log.db"), FeedStorageError.Unavailable);
    }

    [Fact]
    public async Task A_folder_that_may_not_be_written_is_named()
    {
        Assert.SkipUnless(OperatingSystem.IsLinux(), "Written for Linux.");

        // Where not even root may create a file.
        var refused = await RefusedAsync("/sys/log.db", FeedStorageError.Unavailable);
        Assert.Contains("allowed to write", refused.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_store_that_cannot_open_its_log_can_be_opened_later()
    {
        var path = _folder.Path("ledger.db");
        await using (var holder = await LedgerStore.OpenAsync(o => o.UseSqlite(path)))
        {
            await Assert.ThrowsAsync<FeedStorageException>(() => LedgerStore.OpenAsync(o => o.UseSqlite(path)).AsTask());
            await holder.DispatchAsync(new Added(1), Cancel);
        }

        await using var later = await LedgerStore.OpenAsync(o => o.UseSqlite(path));
        Assert.Equal(2, later.State.Value);
    }

    private async Task<string> NewLogAsync()
    {
        await using var storage = new SqliteFeedStorage(_folder.Path("log.db"));
        await storage.OpenAsync(Batches.Store, Cancel);
        return storage.Path;
    }

    private static async Task<FeedStorageException> RefusedAsync(string path, FeedStorageError error)
    {
        var refused = await Assert.ThrowsAsync<FeedStorageException>(() => new SqliteFeedStorage(path).OpenAsync(Batches.Store, Cancel).AsTask());
        Assert.Equal(error, refused.Error);
        Assert.Equal(path, refused.Path);
        Assert.Contains(path, refused.Message, StringComparison.Ordinal);
        return refused;
    }

    /// <summary>Twice, since an attempt that left something open would be told something else the second time.</summary>
    private static async Task<FeedStorageException> RefusedUnchangedAsync(string path, FeedStorageError error)
    {
        var before = await File.ReadAllBytesAsync(path, Cancel);
        await RefusedAsync(path, error);
        var refused = await RefusedAsync(path, error);
        Assert.Equal(before, await File.ReadAllBytesAsync(path, Cancel));
        return refused;
    }

    private static void Sql(string path, string sql)
    {
        using var connection = new SqliteConnection($"Data Source={path};Pooling=False");
        connection.Open();
        using var command = connection.CreateCommand();
        command.CommandText = sql;
        command.ExecuteNonQuery();
    }
}
