using System.Collections.Immutable;
using Microsoft.CodeAnalysis;

namespace Scuttlegen.Analyzers.State;

/// <summary>What of a compilation is a CRDT: types that implement <c>Scuttlegen.Crdt.ICrdt&lt;TSelf&gt;</c>, the library's and the user's own.</summary>
internal sealed class CrdtTypes
{
    private const string Interface = "Scuttlegen.Crdt.ICrdt`1";

    private readonly ImmutableArray<INamedTypeSymbol> _interfaces;

    private CrdtTypes(ImmutableArray<INamedTypeSymbol> interfaces) => _interfaces = interfaces;

    /// <summary>The CRDTs of this compilation, or <see langword="null"/> where it does not know the library.</summary>
    public static CrdtTypes? In(Compilation compilation)
    {
        var interfaces = compilation.GetTypesByMetadataName(Interface);
        return interfaces.IsEmpty ? null : new CrdtTypes(interfaces);
    }

    public bool IsCrdt(ITypeSymbol? type) => type switch
    {
        null => false,
        ITypeParameterSymbol parameter => parameter.ConstraintTypes.Any(constraint => constraint is not ITypeParameterSymbol && IsCrdt(constraint)),
        _ => IsInterface(type) || type.AllInterfaces.Any(IsInterface),
    };

    /// <summary>Whether <paramref name="type"/> is a CRDT whose values merge with values of its own type.</summary>
    public bool IsCrdtOfItself(INamedTypeSymbol type) =>
        type.AllInterfaces.Any(candidate => IsInterface(candidate) && SymbolEqualityComparer.Default.Equals(candidate.TypeArguments[0], type));

    /// <summary>Whether the type is declared in the library, whatever it is.</summary>
    public static bool IsInLibrary(ITypeSymbol? type) =>
        type?.ContainingNamespace is { Name: "Crdt", ContainingNamespace: { Name: "Scuttlegen", ContainingNamespace.IsGlobalNamespace: true } };

    /// <summary>What a mutator returns: the new value and its delta.</summary>
    public static bool IsMutation(ITypeSymbol? type) => type is INamedTypeSymbol { Name: "Mutation", Arity: 2 } && IsInLibrary(type);

    /// <summary>What an operation is told that its author had seen.</summary>
    public static bool IsObservation(ITypeSymbol? type) => type is { Name: "ObservedDots" or "Removal" or "Observation" or "Edit" } && IsInLibrary(type);

    private bool IsInterface(ITypeSymbol type)
    {
        foreach (var candidate in _interfaces)
        {
            if (SymbolEqualityComparer.Default.Equals(type.OriginalDefinition, candidate))
                return true;
        }

        return false;
    }
}
