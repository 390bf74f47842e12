using System.Collections.Immutable;

namespace Scuttlegen.Generators.Tests.Fixtures;

[GossipAction]
public sealed partial record Noted(string Text);

/// <summary>A struct: guards of several actions take it as the log holds it.</summary>
[GossipAction]
public readonly partial record struct Torn(int Page);

/// <summary>Whoever has no role yet asks for one.</summary>
[GossipAction]
public sealed partial record Knocked(string Name) : IOpenAction;

/// <summary>What only owners may do.</summary>
public interface IForOwners;

[GossipAction]
public sealed partial record Retitled(string Title) : IForOwners;

[GossipAction]
public readonly partial record struct Wiped : IForOwners;

[LocalAction]
public sealed record Turned(int Page);

public sealed record Notebook(AccessControl Access, ImmutableArray<string> Notes, ImmutableArray<string> Knocks, string Title, [property: LocalSlice] int Page)
{
    public static Notebook Initial { get; } = new(AccessControl.Initial, [], [], "", 0);
}

[GossipStore(typeof(Notebook))]
public sealed partial class NotebookStore
{
    /// <summary>The table, as the store has it.</summary>
    internal static Scuttlegen.Runtime.ReplayTable<Notebook> Table { get; } = new GossipTable();
}

internal static class NotebookReducers
{
    [Reducer]
    public static Notebook Name(Notebook state, Genesis genesis) => state with { Title = genesis.Name };

    [Reducer]
    public static Notebook Note(Notebook state, Noted action, ReplayContext context) => state with { Notes = state.Notes.Add($"{context.Source.Peer:S} {action.Text}") };

    [Reducer]
    public static Notebook Tear(Notebook state, Torn action) => action.Page < state.Notes.Length ? state with { Notes = state.Notes.RemoveAt(action.Page) } : state;

    [Reducer(Slice = nameof(Notebook.Knocks))]
    public static ImmutableArray<string> Knock(ImmutableArray<string> state, Knocked action) => state.Add(action.Name);

    [Reducer]
    public static Notebook Retitle(Notebook state, Retitled action) => state with { Title = action.Title };

    [Reducer]
    public static Notebook Wipe(Notebook state, Wiped action) => state with { Notes = [] };

    [Reducer(Slice = nameof(Notebook.Page))]
    public static int Turn(int state, Turned action) => action.Page;

    [Guard]
    public static bool IsForOwners(Notebook state, IForOwners action, ReplayContext context) => state.Access.IsOwner(context);
}
