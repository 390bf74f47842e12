using Scuttlegen.Sqlite;

namespace Scuttlegen.Tests;

/// <summary>The port, call by call.</summary>
public sealed class StorageTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task Batches_come_back_byte_for_byte_in_the_order_of_appending()
    {
        var (a, b) = (Batches.NewSource(), Batches.NewSource());
        List<StoredBatch> batches =
        [
            Batches.Make(a, 1), Batches.Make(b, 1, signatureBytes: 64), Batches.Make(a, 2, bodyBytes: 0), Batches.Make(a, 700, bodyBytes: 32_768), Batches.Make(b, 9),
        ];
        await using var storage = new SqliteFeedStorage(_folder.Path("log.db"));
        await storage.OpenAsync(Batches.Store, Cancel);
        await storage.AppendAsync(batches[..2], Cancel);
        await storage.AppendAsync([], Cancel);
        await storage.AppendAsync(batches[2..], Cancel);
        Batches.AssertSame(batches, await Batches.ReadAllAsync(storage));

        await storage.DisposeAsync();
        await storage.OpenAsync(Batches.Store, Cancel);
        Batches.AssertSame(batches, await Batches.ReadAllAsync(storage));
    }

    [Fact]
    public async Task The_identity_of_a_new_log_is_its_own_and_stays()
    {
        await using var one = new SqliteFeedStorage(_folder.Path("one.db"));
        await using var two = new SqliteFeedStorage(_folder.Path("two.db"));
        var source = await one.OpenAsync(Batches.Store, Cancel);
        Assert.NotEqual(source.Peer, (await two.OpenAsync(Batches.Store, Cancel)).Peer);
        await one.DisposeAsync();
        Assert.Equal(source, await one.OpenAsync(Batches.Store, Cancel));
    }

    [Fact]
    public async Task The_identity_is_durable_when_the_log_is_open()
    {
        await using var storage = new SqliteFeedStorage(_folder.Path("log.db"));
        var source = await storage.OpenAsync(Batches.Store, Cancel);
        await using var copy = new SqliteFeedStorage(_folder.Snapshot(storage.Path, "copy.db"));
        Assert.Equal(source, await copy.OpenAsync(Batches.Store, Cancel));
    }

    [Fact]
    public async Task A_replay_that_never_ended_is_counted_until_one_ends()
    {
        await using var storage = new SqliteFeedStorage(_folder.Path("log.db"));
        await storage.OpenAsync(Batches.Store, Cancel);
        Assert.Equal(0, await storage.BeginReplayAsync(Cancel));
        await using var copy = new SqliteFeedStorage(_folder.Snapshot(storage.Path, "copy.db"));
        await copy.OpenAsync(Batches.Store, Cancel);
        Assert.Equal(1, await copy.BeginReplayAsync(Cancel));
        await copy.DisposeAsync();
        await copy.OpenAsync(Batches.Store, Cancel);
        Assert.Equal(2, await copy.BeginReplayAsync(Cancel));
        await copy.EndReplayAsync(Cancel);
        await copy.DisposeAsync();
        await copy.OpenAsync(Batches.Store, Cancel);
        Assert.Equal(0, await copy.BeginReplayAsync(Cancel));
    }

    [Fact]
    public async Task An_append_is_all_or_none_also_of_new_sources()
    {
        var (held, fresh) = (Batches.NewSource(), Batches.NewSource());
        var first = Batches.Make(held, 1);
        await using var storage = new SqliteFeedStorage(_folder.Path("log.db"));
        await storage.OpenAsync(Batches.Store, Cancel);
        await storage.AppendAsync([first], Cancel);

        var headless = Batches.Make(fresh, 2) with { Header = new byte[] { 0x61 } };
        await Assert.ThrowsAsync<ArgumentException>(async () => await storage.AppendAsync([Batches.Make(fresh, 1), Batches.Make(held, 2), headless], Cancel));
        Batches.AssertSame([first], await Batches.ReadAllAsync(storage));

        // The number that the source had in the append that failed is free again.
        var other = Batches.Make(Batches.NewSource(), 1);
        await storage.AppendAsync([other], Cancel);
        await storage.AppendAsync([Batches.Make(fresh, 1)], Cancel);
        await storage.DisposeAsync();
        await storage.OpenAsync(Batches.Store, Cancel);
        Batches.AssertSame([first, other, Batches.Make(fresh, 1)], await Batches.ReadAllAsync(storage));
    }

    /// <summary>Checksums are no secret: whoever writes two branches can give both the same.</summary>
    [Fact]
    public async Task Two_batches_at_one_place_may_have_one_checksum()
    {
        var source = Batches.NewSource();
        var seen = new Dictionary<uint, byte[]>();
        List<StoredBatch> branches = [];
        for (var i = 0; branches.Count == 0; i++)
        {
            var body = BitConverter.GetBytes((ulong)i * 0x9E3779B97F4A7C15UL);
            var made = Batches.Make(source, 1) with { Body = body };
            var checksum = BatchChecksum.Of(made, 1);
            if (seen.TryGetValue(checksum, out var twin)) branches = [made with { Body = twin }, made];
            seen[checksum] = body;
        }

        await using var storage = new SqliteFeedStorage(_folder.Path("log.db"));
        await storage.OpenAsync(Batches.Store, Cancel);
        await storage.AppendAsync(branches, Cancel);
        Batches.AssertSame(branches, await Batches.ReadAllAsync(storage));
    }

    /// <summary>Evidence of a fork stands where the feed's own batch stood.</summary>
    [Fact]
    public async Task Two_branches_of_a_feed_are_stored_side_by_side()
    {
        var source = Batches.NewSource();
        List<StoredBatch> branches = [Batches.Make(source, 1), Batches.Make(source, 1, bodyBytes: 7)];
        await using var storage = new SqliteFeedStorage(_folder.Path("log.db"));
        await storage.OpenAsync(Batches.Store, Cancel);
        await storage.AppendAsync(branches, Cancel);
        Batches.AssertSame(branches, await Batches.ReadAllAsync(storage));
    }

    [Fact]
    public async Task Another_source_and_proofs_are_durable_when_they_are_recorded()
    {
        var (forked, other) = (Batches.NewSource(), Batches.NewSource());
        await using var storage = new SqliteFeedStorage(_folder.Path("log.db"));
        var self = await storage.OpenAsync(Batches.Store, Cancel);
        Assert.Empty(await storage.ReadProofsAsync(Cancel));
        var renamed = self with { Incarnation = 42 };
        await storage.RecordAsync(renamed, [new StoredProof(forked, new byte[] { 1 }), new StoredProof(other, new byte[] { 2 })], Cancel);
        await storage.RecordAsync(renamed, [new StoredProof(forked, new byte[] { 3, 4 })], Cancel);

        await using var copy = new SqliteFeedStorage(_folder.Snapshot(storage.Path, "copy.db"));
        Assert.Equal(renamed, await copy.OpenAsync(Batches.Store, Cancel));
        var proofs = await copy.ReadProofsAsync(Cancel);
        Assert.Equal([(forked, "0304"), (other, "02")], proofs.Select(proof => (proof.Source, Convert.ToHexString(proof.Record.Span))));
    }

    [Fact]
    public async Task Whoever_stops_reading_leaves_nothing_behind()
    {
        var source = Batches.NewSource();
        await using var storage = new SqliteFeedStorage(_folder.Path("log.db"));
        await storage.OpenAsync(Batches.Store, Cancel);
        await storage.AppendAsync([Batches.Make(source, 1), Batches.Make(source, 2)], Cancel);
        var reading = storage.ReadAsync(Cancel).GetAsyncEnumerator(Cancel);
        Assert.True(await reading.MoveNextAsync());
        await storage.AppendAsync([Batches.Make(source, 3)], Cancel);
        await storage.DisposeAsync();
        await storage.OpenAsync(Batches.Store, Cancel);
        Assert.Equal(3, (await Batches.ReadAllAsync(storage)).Count);
        await reading.DisposeAsync();
    }

    [Fact]
    public async Task A_storage_that_is_not_open_says_so()
    {
        await using var storage = new SqliteFeedStorage(_folder.Path("log.db"));
        await Assert.ThrowsAsync<InvalidOperationException>(async () => await storage.AppendAsync([], Cancel));
        await Assert.ThrowsAsync<InvalidOperationException>(() => Batches.ReadAllAsync(storage));
        Assert.False(File.Exists(storage.Path));
    }

    [Fact]
    public async Task Disposing_writes_everything_into_the_one_file()
    {
        var source = Batches.NewSource();
        var storage = new SqliteFeedStorage(_folder.Path("log.db"));
        await storage.OpenAsync(Batches.Store, Cancel);
        await storage.AppendAsync([Batches.Make(source, 1, bodyBytes: 30_000)], Cancel);
        Assert.True(new FileInfo(storage.Path + "-wal").Length > 30_000);
        await storage.DisposeAsync();
        await storage.DisposeAsync();
        Assert.False(File.Exists(storage.Path + "-wal"));
        Assert.False(File.Exists(storage.Path + "-shm"));

        File.Copy(storage.Path, _folder.Path("moved.db"));
        await using var moved = new SqliteFeedStorage(_folder.Path("moved.db"));
        await moved.OpenAsync(Batches.Store, Cancel);
        Assert.Single(await Batches.ReadAllAsync(moved));
    }

    [Theory]
    [InlineData("")]
    [InlineData(" ")]
    [InlineData(":memory:")]
    [InlineData("folder/")]
    [InlineData("null\0character")]
    public void A_path_that_is_none_is_refused_where_it_is_given(string path) =>
        Assert.Equal("path", Assert.ThrowsAny<ArgumentException>(() => new StoreOptions().UseSqlite(path)).ParamName);
}
