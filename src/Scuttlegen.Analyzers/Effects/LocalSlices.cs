using System.Collections.Concurrent;
using Microsoft.CodeAnalysis;

namespace Scuttlegen.Analyzers.Effects;

/// <summary>Which uses touch a property that is marked as its peer's own: its accessors, and what reads or writes a whole state.</summary>
internal sealed class LocalSlices
{
    private const string Attribute = "LocalSliceAttribute";

    private readonly ConcurrentDictionary<IPropertySymbol, bool> _locals = new(SymbolEqualityComparer.Default);
    private readonly ConcurrentDictionary<INamedTypeSymbol, IPropertySymbol?> _firstOf = new(SymbolEqualityComparer.Default);

    /// <summary>The local slice that using <paramref name="member"/> reads or writes, if any.</summary>
    public IPropertySymbol? TouchedBy(ISymbol member) => member switch
    {
        IMethodSymbol { IsStatic: false, AssociatedSymbol: IPropertySymbol { OriginalDefinition: var property } } => _locals.GetOrAdd(property, IsLocal) ? property : null,

        // A new state has other local slices than the one before; a copy, which `with` makes, has the same.
        IMethodSymbol { MethodKind: MethodKind.Constructor } constructor when !Bodies.IsCopyConstructor(constructor) => FirstOf(constructor.ContainingType),
        IMethodSymbol
        {
            IsImplicitlyDeclared: true,
            Name: WellKnownMemberNames.EqualityOperatorName or WellKnownMemberNames.InequalityOperatorName or WellKnownMemberNames.ObjectEquals or WellKnownMemberNames.ObjectGetHashCode,
        } comparison => FirstHeldBy(comparison.ContainingType),
        _ => null,
    };

    // A comparison includes what is inherited, of which a record's own members do not tell.
    private IPropertySymbol? FirstHeldBy(INamedTypeSymbol? type)
    {
        for (; type is not null; type = type.BaseType)
        {
            if (FirstOf(type) is { } slice)
                return slice;
        }

        return null;
    }

    private IPropertySymbol? FirstOf(INamedTypeSymbol? type) => type is null
        ? null
        : _firstOf.GetOrAdd(type.OriginalDefinition, static key => key.GetMembers().OfType<IPropertySymbol>().FirstOrDefault(IsLocal));

    /// <summary>Whether the property, or the positional parameter that declares it, is marked as its peer's own.</summary>
    public static bool IsLocal(IPropertySymbol property) =>
        IsMarked(property.OriginalDefinition)
        || (property.ContainingType is { IsRecord: true } record
            && record.OriginalDefinition.InstanceConstructors.Any(c => c.Parameters.Any(p => p.Name == property.Name && IsMarked(p))));

    private static bool IsMarked(ISymbol symbol)
    {
        foreach (var data in symbol.GetAttributes())
        {
            if (data.AttributeClass is { Name: Attribute, ContainingNamespace: { Name: "Scuttlegen", ContainingNamespace.IsGlobalNamespace: true } })
                return true;
        }

        return false;
    }
}
