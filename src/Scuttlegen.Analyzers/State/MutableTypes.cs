using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Scuttlegen.Analyzers.Effects;

namespace Scuttlegen.Analyzers.State;

/// <summary>Types of the platform whose objects change, and what to hold instead.</summary>
internal static class MutableTypes
{
    private const int MaxDepth = 8;

    private const string SortedDictionary = "ImmutableSortedDictionary<TKey, TValue>";
    private const string SortedSet = "ImmutableSortedSet<T>";
    private const string Sequence = "ImmutableArray<T> or ImmutableList<T>";

    private static readonly ImmutableDictionary<string, string> Instead = new Dictionary<string, string>
    {
        ["System.Collections.Generic.List`1"] = Sequence,
        ["System.Collections.Generic.LinkedList`1"] = Sequence,
        ["System.Collections.Generic.IList`1"] = Sequence,
        ["System.Collections.Generic.ICollection`1"] = Sequence,
        ["System.Collections.Generic.Queue`1"] = "ImmutableQueue<T>",
        ["System.Collections.Generic.PriorityQueue`2"] = SortedSet,
        ["System.Collections.Generic.Stack`1"] = "ImmutableStack<T>",
        ["System.Collections.Generic.HashSet`1"] = SortedSet,
        ["System.Collections.Generic.SortedSet`1"] = SortedSet,
        ["System.Collections.Generic.ISet`1"] = SortedSet,
        ["System.Collections.Generic.Dictionary`2"] = SortedDictionary,
        ["System.Collections.Generic.SortedDictionary`2"] = SortedDictionary,
        ["System.Collections.Generic.SortedList`2"] = SortedDictionary,
        ["System.Collections.Generic.OrderedDictionary`2"] = SortedDictionary,
        ["System.Collections.Generic.IDictionary`2"] = SortedDictionary,
        ["System.Collections.ArrayList"] = Sequence,
        ["System.Collections.IList"] = Sequence,
        ["System.Collections.ICollection"] = Sequence,
        ["System.Collections.BitArray"] = "ImmutableArray<bool>",
        ["System.Collections.Hashtable"] = SortedDictionary,
        ["System.Collections.IDictionary"] = SortedDictionary,
        ["System.Collections.SortedList"] = SortedDictionary,
        ["System.Collections.Queue"] = "ImmutableQueue<T>",
        ["System.Collections.Stack"] = "ImmutableStack<T>",
        ["System.Collections.ObjectModel.Collection`1"] = Sequence,
        ["System.Collections.Specialized.NameValueCollection"] = SortedDictionary,
        ["System.Collections.Specialized.OrderedDictionary"] = SortedDictionary,
        ["System.Collections.Specialized.StringCollection"] = Sequence,
        ["System.Collections.Specialized.StringDictionary"] = SortedDictionary,
        ["System.Text.StringBuilder"] = "string",
        ["System.Memory`1"] = "ImmutableArray<T>",
        ["System.ArraySegment`1"] = "ImmutableArray<T>",
        ["System.Random"] = "what ReplayContext draws, once drawn",
        ["System.IO.Stream"] = "ImmutableArray<byte>",
        ["System.Runtime.CompilerServices.StrongBox`1"] = "the value itself",
        ["System.Text.Json.Nodes.JsonNode"] = "records",
        ["System.Xml.Linq.XObject"] = "records",
        ["System.Xml.XmlNode"] = "records",
        ["System.Data.DataTable"] = "records",
    }.ToImmutableDictionary();

    /// <summary>The mutable type that a value of <paramref name="type"/> is or holds, and what to use instead.</summary>
    public static (ITypeSymbol Type, string Instead)? FindIn(ITypeSymbol type) => FindIn(type, allowArrays: false, MaxDepth);

    /// <summary>The same, but that arrays pass.</summary>
    public static (ITypeSymbol Type, string Instead)? FindInExceptArrays(ITypeSymbol type) => FindIn(type, allowArrays: true, MaxDepth);

    private static (ITypeSymbol Type, string Instead)? FindIn(ITypeSymbol type, bool allowArrays, int depth)
    {
        if (depth == 0)
            return null;
        if (type is IArrayTypeSymbol array)
            return allowArrays ? FindIn(array.ElementType, allowArrays, depth - 1) : (array, array.Rank == 1 ? "ImmutableArray<T>" : "ImmutableArray<T> of the cells, row by row");
        if (type is not INamedTypeSymbol named || named.TypeKind is TypeKind.Delegate or TypeKind.Error)
            return null;
        if (InsteadOf(named) is { } instead)
            return (named, instead);
        // A CRDT holds its elements by their bytes.
        if (CrdtTypes.IsInLibrary(named))
            return null;
        for (var index = 0; index < named.TypeArguments.Length; index++)
        {
            // A comparer of lists holds none.
            if (named.TypeParameters[index].Variance != VarianceKind.In && FindIn(named.TypeArguments[index], allowArrays, depth - 1) is { } found)
                return found;
        }

        return null;
    }

    private static string? InsteadOf(INamedTypeSymbol type)
    {
        for (var at = type; at is not null; at = at.BaseType)
        {
            if (at.SpecialType is SpecialType.System_Object or SpecialType.System_ValueType or SpecialType.System_Enum or SpecialType.System_String)
                return null;
            var space = at.ContainingNamespace;
            if (at is { Name: "Builder", ContainingType: { } collection } && IsIn(space, "Immutable", "Collections"))
                return collection.Name + "<…>, frozen";
            if (IsIn(space, "Concurrent", "Collections") && at.TypeKind == TypeKind.Class)
                return at.Name == "ConcurrentDictionary" ? SortedDictionary : Sequence;
            if (Instead.TryGetValue(space?.FullName() + "." + at.MetadataName, out var instead))
                return instead;
        }

        return null;
    }

    public static bool IsIn(INamespaceSymbol? space, string name, string parent) =>
        space is { ContainingNamespace: { ContainingNamespace: { Name: "System", ContainingNamespace.IsGlobalNamespace: true } } outer } && space.Name == name && outer.Name == parent;
}
