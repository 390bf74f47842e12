using System.Globalization;
using System.Text;
using Scuttlegen.Sqlite;

namespace Scuttlegen.Tests;

/// <summary>Logs that were cut or rotted on disk.</summary>
public sealed class DamageTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    public void Dispose() => _folder.Dispose();

    [Theory]
    [InlineData("x0042x")]
    [InlineData("x0099x")]
    public async Task A_single_flipped_bit_is_found_and_placed(string note)
    {
        // Also in the last batch, which no chain hash vouches for yet, and where the bytes are still well-formed.
        var path = _folder.Path("ledger.db");
        await using (var store = await LedgerStore.OpenAsync(o => o.UseSqlite(path)))
        {
            for (var i = 0; i < 100; i++)
            {
                store.Dispatch(new Noted($"x{i:0000}x"));
                await store.FlushAsync(Cancel);
            }
        }

        var bytes = await File.ReadAllBytesAsync(path, Cancel);
        var needle = Encoding.ASCII.GetBytes(note);

        // Pages that were split keep what moved away: only one of these is the batch.
        for (int at; (at = bytes.AsSpan().IndexOf(needle)) >= 0;) bytes[at + 1] ^= 1;
        await File.WriteAllBytesAsync(path, bytes, Cancel);
        for (var attempt = 0; attempt < 2; attempt++)
        {
            var damaged = await Assert.ThrowsAsync<FeedStorageException>(() => LedgerStore.OpenAsync(o => o.UseSqlite(path)).AsTask());
            Assert.Equal(FeedStorageError.Damaged, damaged.Error);
            Assert.Contains($"from sequence {int.Parse(note[1..5], CultureInfo.InvariantCulture) + 1} of source", damaged.Message, StringComparison.Ordinal);
        }
    }

    [Theory]
    [InlineData(0.9)]
    [InlineData(0.5)]
    [InlineData(0.1)]
    public async Task A_truncated_log_is_damaged_and_not_taken_for_a_shorter_one(double part)
    {
        var (path, _) = await FilledAsync();
        using (var file = File.OpenWrite(path)) file.SetLength((long)(file.Length * part));
        var damaged = await Assert.ThrowsAsync<FeedStorageException>(() => ReadAsync(path, []));
        Assert.Equal(FeedStorageError.Damaged, damaged.Error);
        Assert.Contains("restore a backup", damaged.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Whatever_rots_a_typed_error_comes_and_never_a_wrong_batch()
    {
        var (path, batches) = await FilledAsync();
        var genuine = batches.Select(Batches.Describe).ToHashSet();
        var intact = await File.ReadAllBytesAsync(path, Cancel);
        var errors = 0;
        for (var seed = 0; seed < 300; seed++)
        {
            var random = new Random(seed);
            var rotten = intact.ToArray();
            var at = random.Next(rotten.Length);
            var length = Math.Min(rotten.Length - at, seed % 3 == 0 ? 1 : random.Next(1, 5000));
            random.NextBytes(rotten.AsSpan(at, length));
            var copy = _folder.Path($"rotten{seed}.db");
            await File.WriteAllBytesAsync(copy, rotten, Cancel);
            try
            {
                await ReadAsync(copy, genuine);
            }
            catch (FeedStorageException)
            {
                errors++;
            }

            File.Delete(copy);
        }

        Assert.InRange(errors, 100, 300);
    }

    private static async Task ReadAsync(string path, HashSet<string> genuine)
    {
        await using var storage = new SqliteFeedStorage(path);
        await storage.OpenAsync(Batches.Store, Cancel);
        await foreach (var batch in storage.ReadAsync(Cancel)) Assert.Contains(Batches.Describe(batch), genuine);
    }

    private async Task<(string Path, List<StoredBatch> Batches)> FilledAsync()
    {
        var sources = Enumerable.Range(0, 5).Select(_ => Batches.NewSource()).ToList();
        var batches = Enumerable.Range(1, 200).Select(i => Batches.Make(sources[i % 5], (ushort)i, bodyBytes: i * 13, signatureBytes: 64)).ToList();
        await using var storage = new SqliteFeedStorage(_folder.Path("log.db"));
        await storage.OpenAsync(Batches.Store, Cancel);
        await storage.AppendAsync(batches, Cancel);
        return (storage.Path, batches);
    }
}
