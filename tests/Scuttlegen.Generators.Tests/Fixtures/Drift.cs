using System.Collections.Immutable;
using Scuttlegen.Runtime;

namespace Scuttlegen.Generators.Tests.Fixtures;

[GossipAction]
public sealed partial record Drifted(string Key, double Amount);

/// <summary>A limb of a state that nests in itself.</summary>
public sealed record Limb(string Name, ImmutableList<Limb> Limbs);

/// <summary>A bit of everything that a state may hold.</summary>
public sealed record Drift(
    ImmutableDictionary<string, double> Amounts, ImmutableSortedSet<string> Keys, Limb Tree, decimal Sum, [LocalSlice] int Cursor, byte[]? Raw = null)
{
    public static Drift Initial { get; } = new(ImmutableDictionary<string, double>.Empty, ImmutableSortedSet.Create<string>(StringComparer.Ordinal), new("", []), 1.00m, 7);

    public int Count => Amounts.Count;

    public long Calls { get; init; }
}

[LocalAction]
public sealed record Moved(int To);

public static class DriftReducers
{
    private static long _calls;

    /// <summary>Whether the reducer counts its calls in a static field: then it is as nondeterministic as can be.</summary>
    public static bool IsImpure { get; set; }

    [Reducer]
    public static Drift Apply(Drift state, Drifted action) => state with
    {
        Amounts = state.Amounts.SetItem(action.Key, action.Amount),
        Keys = state.Keys.Add(action.Key),
        Tree = new Limb(action.Key, state.Tree.Limbs.Add(new Limb(action.Key, []))),
        Sum = state.Sum + 0.10m,
        Calls = IsImpure ? Interlocked.Increment(ref _calls) : state.Calls,
    };

    [Reducer(Slice = nameof(Drift.Cursor))]
    public static int Move(int cursor, Moved action) => action.To;
}

[GossipStore(typeof(Drift))]
public sealed partial class DriftStore
{
    internal static ReplayTable<Drift> Table { get; } = new GossipTable();
}
