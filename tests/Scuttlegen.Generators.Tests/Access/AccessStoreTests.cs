using Scuttlegen.Generators.Tests.Fixtures;
using Scuttlegen.Tests;

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

    [Fact]
    public async Task A_local_action_is_nobody_else_s_business()
    {
        await using var stranger = await Open(null, 5);
        stranger.Dispatch(new Turned(7));
        Assert.Equal(7, stranger.State.Page);
    }

    private static ValueTask<NotebookStore> Open(InMemoryNetwork? network, byte number, Genesis? genesis = null) => NotebookStore.OpenAsync(
        o => (network is null ? o : o.UseTransport(network.Connect())) with { Genesis = genesis ?? Genesis, StorageFactory = _ => new InMemoryFeedStorage(AccessNet.Id(number)) }, Cancel);
}
