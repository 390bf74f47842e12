using System.Text.Json;
using Xunit;

namespace Scuttlegen.Crdt.Tests;

/// <summary>A tree as the state of a generated store: actions name nodes that other actions created.</summary>
public sealed class ReplicatedTreeInStoreTests
{
    [Fact]
    public async Task Folders_are_created_moved_renamed_and_removed()
    {
        await using var store = await LibraryStore.OpenAsync();
        store.Dispatch(new FolderCreated(TreeNodeId.Root, "a"));
        store.Dispatch(static state => new FolderCreated(Named(state, "a"), "b"));
        store.Dispatch(static state => new FolderCreated(Named(state, "b"), "c"));
        store.Dispatch(static state => new FolderMoved(Named(state, "b"), TreeNodeId.Root));
        store.Dispatch(static state => new FolderMoved(Named(state, "a"), Named(state, "c")));
        store.Dispatch(static state => new FolderMoved(Named(state, "b"), Named(state, "a")));
        store.Dispatch(static state => new FolderRenamed(Named(state, "b"), "top"));
        Assert.Equal(["top", "c", "a"], store.State.Folders.Select(static node => node.Value));
        Assert.True(store.State.Folders.IsBelow(Named(store.State, "a"), Named(store.State, "top")));

        store.Dispatch(static state => new FolderRemoved(Named(state, "c")));
        Assert.Equal("top", Assert.Single(store.State.Folders).Value);
        Assert.Equal(["c", "a"], store.State.Folders.Below(TreeNodeId.Trash).Select(static node => node.Value));
        Assert.Equal(7, store.State.Folders.MoveCount);
        Assert.Equal(store.State, JsonSerializer.Deserialize<Library>(JsonSerializer.Serialize(store.State)));
    }

    private static TreeNodeId Named(Library library, string name) => library.Folders.Single(node => node.Value == name).Id;
}

[GossipAction]
public sealed partial record FolderCreated(TreeNodeId Parent, string Name);

[GossipAction]
public sealed partial record FolderMoved(TreeNodeId Folder, TreeNodeId To);

[GossipAction]
public sealed partial record FolderRenamed(TreeNodeId Folder, string Name);

[GossipAction]
public sealed partial record FolderRemoved(TreeNodeId Folder);

public sealed record Library(ReplicatedTree<string> Folders)
{
    public static Library Initial { get; } = new(ReplicatedTree<string>.Empty);
}

public static class LibraryReducer
{
    [Reducer(Commutes = true)]
    public static Library Apply(Library state, FolderCreated action, ReplayContext context) =>
        state with { Folders = state.Folders.Create(action.Parent, action.Name, Dot.From(context), context.Stamp) };

    [Reducer(Commutes = true)]
    public static Library Apply(Library state, FolderMoved action, ReplayContext context) => state with { Folders = state.Folders.Move(action.Folder, action.To, context.Stamp) };

    [Reducer(Commutes = true)]
    public static Library Apply(Library state, FolderRenamed action, ReplayContext context) => state with { Folders = state.Folders.SetValue(action.Folder, action.Name, context.Stamp) };

    [Reducer(Commutes = true)]
    public static Library Apply(Library state, FolderRemoved action, ReplayContext context) => state with { Folders = state.Folders.Remove(action.Folder, context.Stamp) };
}

[GossipStore(typeof(Library))]
public sealed partial class LibraryStore;
