using System.Collections.Generic;
using System.Collections.Immutable;
using Scuttlegen;

namespace Shopping;

/// <summary>Every shape of collection, from code that does not say what may be null.</summary>
/// <param name="Lines">One.</param>
/// <param name="List">Two.</param>
/// <param name="Set">Three.</param>
/// <param name="Sorted">Four.</param>
/// <param name="Map">Five.</param>
/// <param name="SortedMap">Six.</param>
/// <param name="Nested">Seven.</param>
[GossipAction]
public sealed partial record Everything(
    string[] Lines,
    ImmutableList<string> List,
    ImmutableHashSet<string> Set,
    ImmutableSortedSet<string> Sorted,
    ImmutableDictionary<string, string> Map,
    ImmutableSortedDictionary<string, ImmutableList<string>> SortedMap,
    IReadOnlyList<ImmutableArray<string>> Nested);

/// <summary>What becomes of it.</summary>
public static class EverythingReducer
{
    /// <summary>Nothing.</summary>
    [Reducer]
    public static Shop Apply(Shop state, Everything action) => state;
}
