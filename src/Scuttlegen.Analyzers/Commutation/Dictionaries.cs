using Microsoft.CodeAnalysis;

namespace Scuttlegen.Analyzers.Commutation;

/// <summary>The immutable dictionaries and sets of the framework.</summary>
internal static class Dictionaries
{
    public static bool Is(ITypeSymbol? type) =>
        type is INamedTypeSymbol { Name: "ImmutableDictionary" or "ImmutableSortedDictionary" or "IImmutableDictionary", Arity: 2 };

    public static bool IsSet(ITypeSymbol? type) =>
        type is INamedTypeSymbol { Name: "ImmutableHashSet" or "ImmutableSortedSet" or "IImmutableSet", Arity: 1 };

    /// <summary>What stands for a missing entry, as join families name it.</summary>
    public static string Fallback(string key) => key is "constant 0" or "constant " or "" ? "0" : key.StartsWith("constant ", StringComparison.Ordinal) ? key.Substring(9) : key;
}
