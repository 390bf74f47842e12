namespace Scuttlegen.CodeFixes;

/// <summary>Which collection takes another's place.</summary>
internal static class CollectionTypes
{
    /// <summary>For those whose order is not defined, the sorted one of the same mutability.</summary>
    public static readonly IReadOnlyDictionary<string, string> Sorted = new Dictionary<string, string>(StringComparer.Ordinal)
    {
        ["Dictionary"] = "SortedDictionary",
        ["HashSet"] = "SortedSet",
        ["ImmutableDictionary"] = "ImmutableSortedDictionary",
        ["ImmutableHashSet"] = "ImmutableSortedSet",
    };

    /// <summary>For those that a state must not have, the immutable one; an array is <c>[]</c> here.</summary>
    public static readonly IReadOnlyDictionary<string, string> Immutable = new Dictionary<string, string>(StringComparer.Ordinal)
    {
        ["[]"] = "ImmutableArray",
        ["List"] = "ImmutableList",
        ["IList"] = "ImmutableList",
        ["ICollection"] = "ImmutableList",
        ["IEnumerable"] = "ImmutableList",
        ["IReadOnlyList"] = "ImmutableList",
        ["IReadOnlyCollection"] = "ImmutableList",
        ["Dictionary"] = "ImmutableSortedDictionary",
        ["IDictionary"] = "ImmutableSortedDictionary",
        ["IReadOnlyDictionary"] = "ImmutableSortedDictionary",
        ["SortedDictionary"] = "ImmutableSortedDictionary",
        ["SortedList"] = "ImmutableSortedDictionary",
        ["ImmutableDictionary"] = "ImmutableSortedDictionary",
        ["HashSet"] = "ImmutableSortedSet",
        ["ISet"] = "ImmutableSortedSet",
        ["IReadOnlySet"] = "ImmutableSortedSet",
        ["SortedSet"] = "ImmutableSortedSet",
        ["ImmutableHashSet"] = "ImmutableSortedSet",
        ["Queue"] = "ImmutableQueue",
        ["Stack"] = "ImmutableStack",
    };

    /// <summary>Whether collection expressions, apart from empty ones of text, make the type as it should be.</summary>
    public static bool IsSorted(string type) => type.IndexOf("Sorted", StringComparison.Ordinal) >= 0;
}
