using Microsoft.CodeAnalysis;

namespace Scuttlegen.Generators.Extraction;

/// <summary>What of a type is a CRDT, by the names of the library.</summary>
internal static class CrdtInterfaces
{
    private const string Namespace = "Scuttlegen.Crdt";

    /// <summary>Whether the record is one that the generator makes a CRDT.</summary>
    public static bool IsState(ITypeSymbol type) => Attributes.Find(type, Attributes.CrdtState) is not null;

    /// <summary>Whether the type merges with anything at all.</summary>
    public static bool Merges(ITypeSymbol type) => IsState(type) || Interfaces(type).Any(i => i.OriginalDefinition.Is(Namespace, "ICrdt`1"));

    /// <summary>Whether the type merges with values of its own type.</summary>
    public static bool IsCrdt(ITypeSymbol type) => IsState(type) || Interfaces(type).Any(i => i.OriginalDefinition.Is(Namespace, "ICrdt`1") && IsOf(i, type));

    /// <summary>The type of its deltas, as the interface says.</summary>
    public static ITypeSymbol? DeltaOf(ITypeSymbol type) => Interfaces(type).FirstOrDefault(i => i.OriginalDefinition.Is(Namespace, "IDeltaCrdt`2") && IsOf(i, type))?.TypeArguments[1];

    public static bool HasCodec(ITypeSymbol type) => IsState(type) || Interfaces(type).Any(i => i.OriginalDefinition.Is("Scuttlegen.Wire", "ICborCodec`1") && IsOf(i, type));

    /// <summary>Whether the interface is one of those that the generator implements for a <c>[CrdtState]</c>.</summary>
    public static bool IsImplemented(INamedTypeSymbol contract) =>
        contract.OriginalDefinition.Is(Namespace, "ICrdt`1") || contract.OriginalDefinition.Is(Namespace, "IDeltaCrdt`2") || contract.OriginalDefinition.Is("Scuttlegen.Wire", "ICborCodec`1");

    private static bool IsOf(INamedTypeSymbol contract, ITypeSymbol type) => SymbolEqualityComparer.Default.Equals(contract.TypeArguments[0], type);

    /// <summary>What a type implements; of a type parameter, what its constraints say.</summary>
    private static IEnumerable<INamedTypeSymbol> Interfaces(ITypeSymbol type) => type is ITypeParameterSymbol parameter
        ? parameter.ConstraintTypes.Where(constraint => constraint is not ITypeParameterSymbol).SelectMany(constraint => constraint is INamedTypeSymbol { TypeKind: TypeKind.Interface } named ? named.AllInterfaces.Add(named) : constraint.AllInterfaces)
        : type.AllInterfaces;
}
