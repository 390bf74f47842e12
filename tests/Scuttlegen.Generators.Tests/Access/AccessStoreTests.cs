using Scuttlegen.Ed25519;
using Scuttlegen.Generators.Tests.Fixtures;
using Scuttlegen.Tests;
using Scuttlegen.Wire;

namespace Scuttlegen.Generators.Tests.Access;

/// <summary>Opening, inviting and asking, as an application does.</summary>
public sealed class AccessStoreTests
{
    private static readonly Genesis Genesis = Genesis.Create(AccessNet.Id(1), "home");

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Without_a_genesis_the_store_is_not_opened()
    {
        var storage = new InMemoryFeedStorage();
        var thrown = await Assert.ThrowsAsync<GenesisMissingException>(async () => await NotebookStore.OpenAsync(o => o with { StorageFactory = _ => storage }, Cancel));
        Assert.Equal("NotebookStore", thrown.Store);
        Assert.Contains("Genesis.Create(owner)", thrown.Message, StringComparison.Ordinal);

        // Nothing was touched.
        await using var store = await NotebookStore.OpenAsync(o => o with { StorageFactory = _ => storage, Genesis = Genesis }, Cancel);
        Assert.Equal(Genesis, store.Genesis);
    }

    [Fact]
    public async Task Reducers_of_the_genesis_come_before_every_update()
    {
        await using var store = await Open(null, 1);
        Assert.Equal(("home", AccessNet.Id(1)), (store.State.Title, store.State.Access.RootOwner));
        Assert.Equal(store.State, store.History.InitialState);
        Assert.Equal(StoreId.Create("NotebookStore", "", Genesis), store.StoreId);
        Assert.Equal((AccessControl.Initial, ""), (NotebookStore.Table.InitialState.Access, NotebookStore.Table.InitialState.Title));
    }

    [Fact]
    public async Task A_storage_of_another_owner_s_store_is_refused()
    {
        var storage = new InMemoryFeedStorage(AccessNet.Id(1));
        await using (await NotebookStore.OpenAsync(o => o with { StorageFactory = _ => storage, Genesis = Genesis }, Cancel))
        {
        }

        var other = Genesis.Create(AccessNet.Id(2), "home");
        var thrown = await Assert.ThrowsAsync<IOException>(async () => await NotebookStore.OpenAsync(o => o with { StorageFactory = _ => storage, Genesis = other }, Cancel));
        Assert.Contains(StoreId.Create("NotebookStore", "", other).ToString(), thrown.Message, StringComparison.Ordinal);
    }

    /// <summary>The way of an invitation: the text goes one way, the peer's id the other, and then it writes.</summary>
    [Fact]
    public async Task Who_is_invited_is_let_in_and_writes()
    {
        var network = new InMemoryNetwork();
        await using var alice = await Open(network, 1);
        var invitation = alice.Genesis!.ToString();
        await using var bob = await Open(network, 2, Genesis.Parse(invitation));
        await using var stranger = await Open(network, 3, Genesis.Create(AccessNet.Id(3), "home"));

        bob.Dispatch(new Noted("too early"));
        Assert.Empty(bob.State.Notes);
        Assert.False(bob.State.Access.MayWrite(bob.Source.Peer));
        bob.Dispatch(new Knocked("bob"));
        await Eventually.Holds(() => alice.State.Knocks.Length == 1);
        alice.Dispatch(new AccessGranted(bob.Source.Peer, AccessRole.Writer));
        await Eventually.Holds(() => bob.State.Access.MayWrite(bob.Source.Peer));
        bob.Dispatch(new Noted("now"));
        await Eventually.Holds(() => alice.State.Notes.Length == 1);
        Assert.Equal("02000000 now", alice.State.Notes[0]);

        // Another genesis is another store: nobody is there.
        Assert.Empty(stranger.Peers);
        Assert.Empty(stranger.State.Knocks);
    }

    /// <summary>Signed, as a store with an owner is: who takes the owner's name without the key gets nobody to believe it.</summary>
    [Fact]
    public async Task Nobody_writes_as_the_owner_without_the_key()
    {
        var network = new InMemoryNetwork();
        using var owner = Ed25519Key.Create();
        using var guest = Ed25519Key.Create();
        var genesis = Genesis.Create(owner.Peer, "home");
        await using var alice = await NotebookStore.OpenAsync(o => o.UseTransport(network.Connect()).UseEd25519(owner) with { Genesis = genesis }, Cancel);
        await using var bob = await NotebookStore.OpenAsync(o => o.UseTransport(network.Connect()).UseEd25519(guest) with { Genesis = genesis }, Cancel);
        await using var mallory = await NotebookStore.OpenAsync(
            o => o.UseTransport(network.Connect()).AllowUnsigned() with { Genesis = genesis, StorageFactory = _ => new InMemoryFeedStorage(owner.Peer) }, Cancel);
        mallory.Dispatch(new AccessGranted(AccessNet.Id(9), AccessRole.Owner));
        Assert.True(mallory.State.Access.IsOwner(AccessNet.Id(9)));
        await Eventually.Holds(() => alice.Statistics.FramesRefused > 0 && bob.Statistics.FramesRefused > 0);

        alice.Dispatch(new AccessGranted(guest.Peer, AccessRole.Writer));
        await Eventually.Holds(() => bob.State.Access.MayWrite(bob.Source.Peer));
        bob.Dispatch(new Noted("signed"));
        await Eventually.Holds(() => alice.State.Notes.Length == 1);
        Assert.Equal([guest.Peer], alice.State.Access.Grants.Keys);
        Assert.Equal(alice.State.Access, bob.State.Access);
    }

    [Fact]
    public async Task A_local_action_is_nobody_else_s_business()
    {
        await using var stranger = await Open(null, 5);
        stranger.Dispatch(new Turned(7));
        Assert.Equal(7, stranger.State.Page);
    }

    /// <summary>Frozen: peers of every version read them.</summary>
    [Fact]
    public void Bytes_of_actions_and_roles_are_frozen()
    {
        byte[] bob = [0x58, 0x20, 2, .. new byte[31]];
        byte[] alice = [0x58, 0x20, 1, .. new byte[31]];
        Assert.Equal([0x82, .. bob, 2], Bytes(new AccessGranted(AccessNet.Id(2), AccessRole.Writer)));
        Assert.Equal([0x82, .. bob, 0xf5], Bytes(new AccessRevoked(AccessNet.Id(2), KeepGrants: true)));
        Assert.Equal([0x81, .. bob], Bytes(new OwnershipTransferred(AccessNet.Id(2))));

        var net = new AccessNet(1, AccessRole.Reader);
        var peer = net.Add(1);
        AccessNet.Write(peer, new AccessGranted(AccessNet.Id(2), AccessRole.Writer));
        var buffer = new byte[CborCodec.GetMaxSize(peer.State.Access)];
        var writer = new CborWriter(buffer);
        CborCodec.Write(ref writer, peer.State.Access);
        Assert.Equal([0x83, .. alice, 1, 0xa1, .. bob, 0x82, 2, .. alice], writer.Written.ToArray());
    }

    /// <summary>What no reducer makes is refused, before anything walks it: owners in a circle, owners that nobody made, roles that are none.</summary>
    [Fact]
    public void States_that_no_log_gives_are_refused()
    {
        byte[] none = [0xf6];
        AssertRead([0x83, .. Peer(1), 0, 0xa2, .. Peer(2), 0x82, 3, .. Peer(1), .. Peer(3), 0x82, 2, .. Peer(2)]);
        AssertRefused([0x83, .. Peer(1), 0, 0xa2, .. Peer(2), 0x82, 3, .. Peer(3), .. Peer(3), 0x82, 3, .. Peer(2)]);
        AssertRefused([0x83, .. Peer(1), 0, 0xa1, .. Peer(2), 0x82, 3, .. Peer(2)]);
        AssertRefused([0x83, .. Peer(1), 0, 0xa1, .. Peer(2), 0x82, 2, .. Peer(5)]);
        AssertRefused([0x83, .. Peer(1), 0, 0xa2, .. Peer(2), 0x82, 2, .. Peer(1), .. Peer(3), 0x82, 2, .. Peer(2)]);
        AssertRefused([0x83, .. Peer(1), 0, 0xa1, .. Peer(1), 0x82, 2, .. Peer(1)]);
        AssertRefused([0x83, .. Peer(1), 0, 0xa1, .. Peer(2), 0x82, 4, .. Peer(1)]);
        AssertRefused([0x83, .. Peer(1), 3, 0xa0]);
        AssertRefused([0x83, .. none, 0, 0xa1, .. Peer(2), 0x82, 2, .. Peer(1)]);
        AssertRead([0x83, .. none, 0, 0xa0]);
        AssertRefused([0x83, .. none, 1, 0xa0]);
        AssertRefused([0x83, .. Peer(1), 0, 0xa2, .. Peer(3), 0x82, 2, .. Peer(1), .. Peer(2), 0x82, 2, .. Peer(1)]);
    }

    private static byte[] Peer(byte number) => [0x58, 0x20, number, .. new byte[31]];

    private static void AssertRead(byte[] bytes)
    {
        var reader = new CborReader(bytes);
        var read = CborCodec.Read<AccessControl>(ref reader);
        reader.EnsureEnd();
        var writer = new CborWriter(new byte[CborCodec.GetMaxSize(read)]);
        CborCodec.Write(ref writer, read);
        Assert.Equal(bytes, writer.Written.ToArray());
    }

    private static void AssertRefused(byte[] bytes) => Assert.Throws<WireFormatException>(() =>
    {
        var reader = new CborReader(bytes);
        return CborCodec.Read<AccessControl>(ref reader);
    });

    private static byte[] Bytes<T>(T action)
        where T : IGossipAction<T>
    {
        var writer = new CborWriter(new byte[ActionCodec.GetMaxSize(action)]);
        ActionCodec.Write(ref writer, action);
        return writer.Written.ToArray();
    }

    private static ValueTask<NotebookStore> Open(InMemoryNetwork? network, byte number, Genesis? genesis = null) => NotebookStore.OpenAsync(
        o => (network is null ? o : o.UseTransport(network.Connect()).AllowUnsigned()) with { Genesis = genesis ?? Genesis, StorageFactory = _ => new InMemoryFeedStorage(AccessNet.Id(number)) }, Cancel);
}
