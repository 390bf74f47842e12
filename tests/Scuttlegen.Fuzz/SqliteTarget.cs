using System.Buffers.Binary;
using Scuttlegen.Sqlite;
using Scuttlegen.Tests;
using Scuttlegen.Tests.Gossip;

namespace Scuttlegen.Fuzz;

/// <summary>
/// A log's file, damaged: opening and reading it ends in a <see cref="FeedStorageException"/> or gives genuine batches only; so does recovery, and what it leaves opens.
/// </summary>
internal sealed class SqliteTarget : FuzzTarget
{
    private const int PageBytes = 4096;

    private static readonly Lazy<Log> Intact = new(Log.Create);

    public override string Name => "sqlite";

    protected override int Step(Dice dice, Watch watch, FuzzReport report)
    {
        var folder = Directory.CreateTempSubdirectory("fuzz-");
        try
        {
            var path = Path.Combine(folder.FullName, "log.db");
            Current = Damage(dice);
            File.WriteAllBytes(path, Current);
            watch.Run(() =>
            {
                report.See(ReadAsync(path).GetAwaiter().GetResult() ? "read" : "refused");
                if (!dice.OneIn(4)) return;
                File.WriteAllBytes(path, Current);
                report.See(RecoverAsync(path).GetAwaiter().GetResult() ? "recovered" : "not recovered");
            });
            return 1;
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    private static async Task<bool> ReadAsync(string path)
    {
        try
        {
            await using var storage = new SqliteFeedStorage(path);
            var self = await storage.OpenAsync(Lab.Store);
            var replica = new Replica<Ledger>(new LedgerTable(), Lab.Store, self, new StoreOptions(), new Random(1));
            foreach (var proof in await storage.ReadProofsAsync()) replica.LoadProof(proof);
            await foreach (var batch in storage.ReadAsync())
            {
                Require(Intact.Value.Genuine.Contains(Log.Describe(batch)), "A batch is read that was never written.");
                replica.Load(batch);
            }

            replica.Loaded();
            return true;
        }
        catch (Exception refused) when (refused is FeedStorageException or InvalidDataException)
        {
            return false;
        }
    }

    private static async Task<bool> RecoverAsync(string path)
    {
        try
        {
            await SqliteFeedStorage.RecoverAsync(path, Lab.Store);
        }
        catch (FeedStorageException)
        {
            return false;
        }

        Require(await ReadAsync(path), "A log that was recovered does not open.");
        return true;
    }

    /// <summary>Bits anywhere, numbers in the heads of pages, pages that stand in another's place, torn ends.</summary>
    private static byte[] Damage(Dice dice)
    {
        byte[] bytes = [.. Intact.Value.Bytes];
        for (var rounds = dice.UpTo(4); rounds > 0; rounds--)
        {
            var pages = Math.Max(1, bytes.Length / PageBytes);
            var page = dice.Below(pages) * PageBytes;
            switch (dice.Below(7))
            {
                case 0: bytes[dice.Below(bytes.Length)] ^= (byte)(1 << dice.Below(8)); break;
                case 1: dice.Bytes(dice.UpTo(500)).AsSpan().TryCopyTo(bytes.AsSpan(dice.Below(bytes.Length))); break;
                case 2: BinaryPrimitives.WriteUInt16BigEndian(bytes.AsSpan(page + dice.Below(64)), (ushort)dice.Next()); break;
                case 3: bytes.AsSpan(dice.Below(pages) * PageBytes, PageBytes).CopyTo(bytes.AsSpan(page)); break;
                case 4: bytes.AsSpan(page, PageBytes).Clear(); break;
                case 5: BinaryPrimitives.WriteUInt32BigEndian(bytes.AsSpan(page + 8 + (4 * dice.Below(100))), (uint)dice.Below(pages + 2)); break;
                default:
                    if (dice.OneIn(4)) bytes = bytes[..Math.Max(PageBytes, dice.Below(bytes.Length))];
                    break;
            }
        }

        return bytes;
    }

    private sealed record Log(byte[] Bytes, HashSet<string> Genuine)
    {
        public static Log Create()
        {
            var folder = Directory.CreateTempSubdirectory("fuzz-");
            try
            {
                var path = Path.Combine(folder.FullName, "log.db");
                var disk = Conversation.All[0].Disks.MaxBy(static disk => disk.Batches.Count + (100 * disk.Proofs.Count))!;
                FillAsync(path, disk).GetAwaiter().GetResult();
                return new Log(File.ReadAllBytes(path), [.. disk.Batches.Select(Describe)]);
            }
            finally
            {
                folder.Delete(recursive: true);
            }
        }

        public static string Describe(StoredBatch batch) => $"{batch.Source} {batch.ChainBefore} {Convert.ToHexString(batch.Header.Span)} {Convert.ToHexString(batch.Body.Span)}";

        private static async Task FillAsync(string path, Lab.Disk disk)
        {
            await using var storage = new SqliteFeedStorage(path);
            await storage.OpenAsync(Lab.Store);
            await storage.RecordAsync(disk.Self, [.. disk.Proofs.Values]);
            await storage.AppendAsync(disk.Batches);
        }
    }
}
