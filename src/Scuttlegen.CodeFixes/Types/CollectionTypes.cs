using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Scuttlegen.Analyzers.State;

namespace Scuttlegen.CodeFixes;

/// <summary>Which collection takes another's place, and what becomes of those inside it.</summary>
internal sealed class CollectionTypes
{
    private readonly IReadOnlyDictionary<string, string> _names;
    private readonly bool _isDeep;

    private CollectionTypes(bool isDeep, IReadOnlyDictionary<string, string> names)
    {
        _isDeep = isDeep;
        _names = names;
    }

    /// <summary>For those whose order is not defined, the sorted one of the same mutability.</summary>
    public static readonly CollectionTypes Sorted = new(isDeep: false, new Dictionary<string, string>(StringComparer.Ordinal)
    {
        ["Dictionary"] = "SortedDictionary",
        ["HashSet"] = "SortedSet",
        ["ImmutableDictionary"] = "ImmutableSortedDictionary",
        ["ImmutableHashSet"] = "ImmutableSortedSet",
    });

    /// <summary>For those that a state must not have, the immutable one, through and through; an array is <c>[]</c> here.</summary>
    public static readonly CollectionTypes Immutable = new(isDeep: true, new Dictionary<string, string>(StringComparer.Ordinal)
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
    });

    /// <summary>Whether collection expressions, apart from empty ones of text, make the type as it should be.</summary>
    public static bool IsSorted(string type) => type.IndexOf("Sorted", StringComparison.Ordinal) >= 0;

    /// <summary>The new type, as written at <paramref name="position"/>.</summary>
    public static TypeReference ReferenceTo(string name, int position, SemanticModel model) =>
        TypeReference.At(position, name.StartsWith("Immutable", StringComparison.Ordinal) ? "System.Collections.Immutable" : "System.Collections.Generic", name, model);

    /// <summary>What the collection is a collection of.</summary>
    public static ImmutableArray<ITypeSymbol> ArgumentsOf(ITypeSymbol type) => type is IArrayTypeSymbol array ? [array.ElementType] : ((INamedTypeSymbol)type).TypeArguments;

    /// <summary>The type that takes the place of <paramref name="type"/>, without arguments; <see langword="null"/> where it stays.</summary>
    public string? NewNameOf(ITypeSymbol? type) => type switch
    {
        IArrayTypeSymbol { Rank: 1 } => _names.TryGetValue("[]", out var array) ? array : null,
        INamedTypeSymbol { IsGenericType: true } named when named.ContainingNamespace.ToDisplayString().StartsWith("System.Collections.", StringComparison.Ordinal) =>
            _names.TryGetValue(named.Name, out var other) ? other : null,
        _ => null,
    };

    /// <summary>The type arguments of what takes the place of <paramref name="type"/>, as written at <paramref name="position"/>.</summary>
    public string ArgumentsOf(ITypeSymbol type, int position, SemanticModel model) => string.Join(", ", ArgumentsOf(type).Select(argument => Written(argument, position, model)));

    /// <summary>Whether collections inside it change too.</summary>
    public bool ChangesArgumentsOf(ITypeSymbol type) => _isDeep && ArgumentsOf(type).Any(argument => NewNameOf(argument) is not null);

    /// <summary>Whether nothing in it can be changed, once this is done.</summary>
    public bool Freezes(ITypeSymbol type) => NewNameOf(type) is null ? MutableTypes.FindIn(type) is null : ArgumentsOf(type).All(Freezes);

    private string Written(ITypeSymbol type, int position, SemanticModel model)
    {
        if (!_isDeep || NewNameOf(type) is not { } name)
            return type.ToMinimalDisplayString(model, position);
        var annotation = type.NullableAnnotation == NullableAnnotation.Annotated ? "?" : "";
        return $"{ReferenceTo(name, position, model).Name}<{ArgumentsOf(type, position, model)}>{annotation}";
    }
}
