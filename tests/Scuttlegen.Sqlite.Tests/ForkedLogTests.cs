using System.Globalization;
using Scuttlegen.Sqlite;
using Scuttlegen.Tests.Gossip;
using Scuttlegen.Wire;

namespace Scuttlegen.Tests;

/// <summary>Logs that hold branches of a forked feed and its proof, damaged and recovered.</summary>
public sealed class ForkedLogTests : IDisposable
{
    private static readonly StoreId LedgerId = Lab.Store;

    private readonly TemporaryFolder _folder = new();
    private int _logs;

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    public void Dispose() => _folder.Dispose();

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Proofs_and_branches_are_kept_and_the_feed_stays_frozen(bool isOwner)
    {
        var peer = Forked(isOwner);
        var log = await FilledAsync(peer.Disk);
        var report = await SqliteFeedStorage.RecoverAsync(log, LedgerId, Cancel);
        Assert.True(report.FoundNoLoss, report.ToString());
        Assert.NotEqual(peer.Disk.Self, report.Self);
        Assert.Equal((peer.Disk.Self, peer.Disk.Self.Peer), (report.Before!.Value, report.Self.Peer));

        var (self, proofs, batches) = await ReadAsync(log);
        Assert.Equal(report.Self, self);
        Assert.Equal(peer.Disk.Proofs.Values.Select(Describe).Order(), proofs.Select(Describe).Order());
        Batches.AssertSame(peer.Disk.Batches, batches);
        Assert.Equal(5UL, report.Feeds.Single(feed => feed.Source == Lab.SourceOf(1)).Kept);
        await AssertOpensAsAsync(log, peer);
    }

    [Fact]
    public async Task A_lost_proof_is_told_of_and_found_again_in_the_branches()
    {
        var peer = Forked(isOwner: false);
        var log = await FilledAsync(peer.Disk);
        var bytes = await File.ReadAllBytesAsync(log, Cancel);
        var record = Assert.Single(peer.Disk.Proofs.Values).Record.Span;
        for (int at; (at = bytes.AsSpan().IndexOf(record)) >= 0;) bytes[at + 60] ^= 1;
        await File.WriteAllBytesAsync(log, bytes, Cancel);

        var report = await SqliteFeedStorage.RecoverAsync(log, LedgerId, Cancel);
        Assert.False(report.FoundNoLoss);
        Assert.Equal(1, report.UnreadableProofs);
        Assert.Contains("1 fork proofs", report.ToString(), StringComparison.Ordinal);
        Assert.Equal(0, report.UnreadableBatches);
        Batches.AssertSame(peer.Disk.Batches, (await ReadAsync(log)).Batches);
        await AssertOpensAsAsync(log, peer);
        Assert.Equal(peer.Disk.Proofs.Values.Select(Describe), (await ReadAsync(log)).Proofs.Select(Describe));
    }

    [Fact]
    public async Task A_gap_in_one_branch_costs_what_follows_it_there_alone()
    {
        var peer = Forked(isOwner: false);

        // The first batch beyond the fork of the branch that stood in the feed.
        var hit = peer.Disk.Batches.First(batch => batch.Source == Lab.SourceOf(1) && BatchHeader.Read(batch.Header.Span).FirstSequence == 6);
        var log = await FilledAsync(new Lab.Disk(peer.Disk.Self) { Batches = [.. peer.Disk.Batches.Where(batch => !batch.Equals(hit))], Proofs = peer.Disk.Proofs });
        var report = await SqliteFeedStorage.RecoverAsync(log, LedgerId, Cancel);
        var feed = report.Feeds.Single(feed => feed.Source == Lab.SourceOf(1));
        Assert.Equal((5UL, 4UL), (feed.Kept, feed.Dropped));
        Assert.Equal(peer.Disk.Batches.Count - 5, (await ReadAsync(log)).Batches.Count);
        await AssertOpensAsAsync(log, peer);
    }

    [Fact]
    public async Task A_proof_as_large_as_two_headers_is_kept()
    {
        var peer = new Lab(1).Add(1);
        var source = Lab.SourceOf(9);
        var genesis = ChainHash.Genesis(LedgerId, source);
        var proof = ForkProof.Create(LedgerId, source, genesis, ForkBranch.Of([Wide('a')]), ForkBranch.Of([Wide('b')]));
        Assert.InRange(proof.Bytes.Length, 65_600, 66_000);
        peer.Disk.Proofs[source] = new StoredProof(source, proof.Bytes);
        var log = await FilledAsync(peer.Disk);
        Assert.True((await SqliteFeedStorage.RecoverAsync(log, LedgerId, Cancel)).FoundNoLoss);
        Assert.Equal(Describe(peer.Disk.Proofs[source]), Describe(Assert.Single((await ReadAsync(log)).Proofs)));
    }

    [Fact]
    public async Task Whatever_rots_what_is_recovered_opens()
    {
        for (var seed = 0; seed < 60; seed++)
        {
            var peer = Forked(isOwner: seed % 2 == 0);
            var log = await FilledAsync(peer.Disk);
            var random = new Random(seed);
            var bytes = await File.ReadAllBytesAsync(log, Cancel);
            for (var hits = random.Next(1, 5); hits > 0; hits--)
            {
                var at = random.Next(bytes.Length);
                random.NextBytes(bytes.AsSpan(at, Math.Min(bytes.Length - at, random.Next(1, 600))));
            }

            await File.WriteAllBytesAsync(log, bytes, Cancel);
            var report = await SqliteFeedStorage.RecoverAsync(log, LedgerId, Cancel);
            await using var store = await LedgerStore.OpenAsync(o => o.UseSqlite(log));
            Assert.Equal(store.History.Count, report.Feeds.Sum(feed => (int)feed.Kept));
        }
    }

    [Fact]
    public void What_a_store_refuses_continuity_refuses_too()
    {
        var disk = Forked(isOwner: false).Disk;
        var source = Lab.SourceOf(1);
        var proof = Assert.Single(disk.Proofs.Values);
        var continuity = new FeedContinuity(LedgerId);
        Assert.True(continuity.TryFreeze(proof, out _));
        Assert.False(continuity.TryFreeze(proof, out _));
        Assert.False(continuity.TryFreeze(proof with { Source = Lab.SourceOf(7) }, out var problem));
        Assert.Contains("source", problem, StringComparison.Ordinal);
        Assert.False(new FeedContinuity(Batches.Store).TryFreeze(proof, out _));
        foreach (var batch in disk.Batches)
        {
            Assert.True(continuity.TryContinue(batch, out problem), problem);
            Assert.True(continuity.TryContinue(batch, out problem), problem);
        }

        Assert.Equal(5UL, continuity.LastSequenceOf(source));
    }

    private static Batch Wide(char kind)
    {
        string[] kinds = [.. Enumerable.Range(0, 128).Select(i => string.Create(CultureInfo.InvariantCulture, $"{i:000}{new string(kind, i < 127 ? 252 : 80)}"))];
        var writer = new CborWriter(new byte[WireLimits.MaxBatchBytes]);
        new BatchHeader(1, kinds.Length, 1, (ulong)kinds.Length - 1, 0, kinds, false).Write(ref writer);
        return Batch.Create(BatchHeader.Read(writer.Written), writer.Written, []);
    }

    private static string Describe(StoredProof proof) => $"{proof.Source} {Convert.ToHexString(proof.Record.Span)}";

    /// <summary>A peer that holds both branches of a feed that forked after sequence 5: its author, which wrote it again, or another.</summary>
    private static Lab.Peer Forked(bool isOwner)
    {
        var lab = new Lab(3);
        var (author, other) = (lab.Add(1), lab.Add(2));
        author.Write(1, 2, 3, 4, 5);
        lab.Run(3);
        var backup = author.Disk.Copy();
        author.Write(6, 7, 8, 9, 10);
        other.Write(100, 200);
        lab.Run(3);
        author.Crash();
        author.Start(backup);
        author.Write(60, 70, 80);
        lab.Run(10);
        lab.AssertAgree();
        Assert.Single(other.Disk.Proofs);
        return isOwner ? author : other;
    }

    private async Task<string> FilledAsync(Lab.Disk disk)
    {
        var path = _folder.Path(string.Create(CultureInfo.InvariantCulture, $"forked{_logs++}.db"));
        await using var storage = new SqliteFeedStorage(path);
        await storage.OpenAsync(LedgerId, Cancel);
        await storage.RecordAsync(disk.Self, [.. disk.Proofs.Values], Cancel);
        await storage.AppendAsync(disk.Batches, Cancel);
        return path;
    }

    private static async Task<(Source Self, IReadOnlyList<StoredProof> Proofs, List<StoredBatch> Batches)> ReadAsync(string path)
    {
        await using var storage = new SqliteFeedStorage(path);
        var self = await storage.OpenAsync(LedgerId, Cancel);
        return (self, await storage.ReadProofsAsync(Cancel), await Batches.ReadAllAsync(storage));
    }

    private static async Task AssertOpensAsAsync(string log, Lab.Peer peer)
    {
        await using var store = await LedgerStore.OpenAsync(o => o.UseSqlite(log));
        Assert.Equal(peer.Replica.GetHistory().Select(Lab.Describe), store.History.Select(Lab.Describe));
        Assert.True(peer.Replica.State.SameAs(store.State));
    }
}
