using Scuttlegen.Tests;

namespace Scuttlegen.Ed25519.Tests;

/// <summary>Stores whose updates are signed, and the choice between that and the other mode.</summary>
public sealed class StoreTests : IDisposable
{
    private static readonly GossipOptions Quick = new()
    {
        HeartbeatInterval = TimeSpan.FromMilliseconds(20),
        ReconcileInterval = TimeSpan.FromMilliseconds(60),
        PeerTimeout = TimeSpan.FromSeconds(30),
    };

    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("scuttlegen-signed-");
    private readonly InMemoryNetwork _network = new();

    public void Dispose() => _folder.Delete(recursive: true);

    private StoreOptions Joined(StoreOptions options) => options.UseTransport(_network.Connect()) with { Gossip = Quick };

    [Fact]
    public async Task Peers_with_keys_agree_and_are_known_by_them()
    {
        var path = Path.Combine(_folder.FullName, "alice.key");
        using var key = Ed25519Key.Create();
        await using var alice = await LedgerStore.OpenAsync(o => Joined(o).UseEd25519(path));
        await using var bob = await LedgerStore.OpenAsync(o => Joined(o).UseEd25519(key));
        using (var kept = new FileKeyStore(path).LoadOrCreate()) Assert.Equal(kept.Peer, alice.Source.Peer);
        Assert.Equal(key.Peer, bob.Source.Peer);
        alice.Dispatch(new Added(2));
        bob.Dispatch(new Multiplied(3));
        await Eventually.Holds(() => alice.History.Count == 2 && bob.History.Count == 2);
        Assert.True(alice.State.SameAs(bob.State));
        Assert.Empty(alice.Statistics.FramesRefusedFor);

        // Who comes late gets it from either, and needs no list of keys.
        using var third = Ed25519Key.Create();
        await using var carol = await LedgerStore.OpenAsync(o => Joined(o).UseEd25519(third));
        await Eventually.Holds(() => carol.History.Count == 2);
        Assert.True(alice.State.SameAs(carol.State));
    }

    [Fact]
    public async Task A_storage_goes_on_with_its_key_and_with_no_other()
    {
        var storage = new InMemoryFeedStorage();
        using var key = Ed25519Key.Create();
        using var other = Ed25519Key.Create();
        Source source;
        await using (var store = await LedgerStore.OpenAsync(o => o.UseEd25519(key) with { StorageFactory = _ => storage }))
        {
            source = store.Source;
            await store.DispatchAsync(new Added(2), TestContext.Current.CancellationToken);
        }

        await using (var store = await LedgerStore.OpenAsync(o => o.UseEd25519(key) with { StorageFactory = _ => storage }))
        {
            Assert.Equal(source, store.Source);
            Assert.Equal(3, store.State.Value);
        }

        var wrongKey = await Assert.ThrowsAsync<InvalidOperationException>(async () => await LedgerStore.OpenAsync(o => o.UseEd25519(other) with { StorageFactory = _ => storage }));
        Assert.Contains(other.Peer.ToString(), wrongKey.Message, StringComparison.Ordinal);
        var unsigned = await Assert.ThrowsAsync<InvalidOperationException>(async () => await LedgerStore.OpenAsync(o => o.AllowUnsigned() with { StorageFactory = _ => storage }));
        Assert.Contains("UseEd25519", unsigned.Message, StringComparison.Ordinal);

        // None of them harmed it.
        await using var again = await LedgerStore.OpenAsync(o => o.UseEd25519(key) with { StorageFactory = _ => storage });
        Assert.Equal(3, again.State.Value);
    }

    [Fact]
    public async Task What_was_written_unsigned_is_not_taken_for_signed()
    {
        var storage = new InMemoryFeedStorage();
        using var key = Ed25519Key.Create();
        await using (var store = await LedgerStore.OpenAsync(o => o with { StorageFactory = _ => storage })) await store.DispatchAsync(new Added(2), TestContext.Current.CancellationToken);
        var refused = await Assert.ThrowsAsync<InvalidOperationException>(async () => await LedgerStore.OpenAsync(o => o.UseEd25519(key) with { StorageFactory = _ => storage }));
        Assert.Contains("AllowUnsigned", refused.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Who_gossips_chooses()
    {
        var neither = await Assert.ThrowsAsync<ArgumentException>(async () => await LedgerStore.OpenAsync(Joined));
        Assert.Contains("UseEd25519", neither.Message, StringComparison.Ordinal);
        Assert.Contains("AllowUnsigned", neither.Message, StringComparison.Ordinal);

        using var key = Ed25519Key.Create();
        await Assert.ThrowsAsync<ArgumentException>(async () => await LedgerStore.OpenAsync(o => o.UseEd25519(key).AllowUnsigned()));
        await using var alone = await LedgerStore.OpenAsync();
        Assert.Equal(1, alone.State.Value);
    }

    /// <summary>One store, both modes: each refuses what the other writes, says why, and goes on with its own.</summary>
    [Fact]
    public async Task Peers_that_chose_otherwise_do_not_mix()
    {
        using var key = Ed25519Key.Create();
        using var otherKey = Ed25519Key.Create();
        await using var signed = await LedgerStore.OpenAsync(o => Joined(o).UseEd25519(key));
        await using var signedToo = await LedgerStore.OpenAsync(o => Joined(o).UseEd25519(otherKey));
        await using var unsigned = await LedgerStore.OpenAsync(o => Joined(o).AllowUnsigned());
        await using var unsignedToo = await LedgerStore.OpenAsync(o => Joined(o).AllowUnsigned());
        signed.Dispatch(new Added(1));
        unsigned.Dispatch(new Added(10));
        await Eventually.Holds(() => signedToo.State.Value == 2 && unsignedToo.State.Value == 11);
        await Eventually.Holds(() => signedToo.Statistics.FramesRefusedFor.GetValueOrDefault(Refusal.Unsigned) > 1
            && unsignedToo.Statistics.FramesRefusedFor.GetValueOrDefault(Refusal.Signed) > 1);
        Assert.Equal((2, 2, 11, 11), (signed.State.Value, signedToo.State.Value, unsigned.State.Value, unsignedToo.State.Value));
    }

    [Fact]
    public async Task A_key_that_cannot_be_used_opens_nothing_and_leaves_nothing_open()
    {
        var path = Path.Combine(_folder.FullName, "no.key");
        await File.WriteAllTextAsync(path, "no key", TestContext.Current.CancellationToken);
        if (!OperatingSystem.IsWindows()) File.SetUnixFileMode(path, UnixFileMode.UserRead);
        var storage = new InMemoryFeedStorage();
        await Assert.ThrowsAsync<KeyFileException>(async () => await LedgerStore.OpenAsync(o => o.UseEd25519(path) with { StorageFactory = _ => storage }));
        await using var store = await LedgerStore.OpenAsync(o => o with { StorageFactory = _ => storage });
        Assert.Equal(1, store.State.Value);
    }
}
