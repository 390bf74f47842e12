using Microsoft.CodeAnalysis;

namespace Scuttlegen.Analyzers.State;

/// <summary>The members of a type that hold something: fields, and properties that the compiler writes a field for.</summary>
internal static class Storage
{
    /// <summary>What <paramref name="type"/> holds, by the member that the user wrote.</summary>
    public static IEnumerable<(ISymbol Member, ITypeSymbol Type)> Of(INamedTypeSymbol type)
    {
        foreach (var member in type.GetMembers())
        {
            if (member is IFieldSymbol { IsStatic: false, IsConst: false } field)
                yield return (field.AssociatedSymbol ?? field, field.Type);
        }
    }

    /// <summary>The type of what <paramref name="member"/> holds, or <see langword="null"/> where it holds nothing, such as a computed property.</summary>
    public static ITypeSymbol? TypeOf(ISymbol member)
    {
        if (member.IsStatic || member is not (IFieldSymbol { IsConst: false, AssociatedSymbol: null } or IPropertySymbol))
            return null;
        if (member is IFieldSymbol field)
            return field.Type;
        foreach (var other in member.ContainingType.GetMembers())
        {
            if (other is IFieldSymbol { AssociatedSymbol: { } property, Type: var type } && SymbolEqualityComparer.Default.Equals(property, member))
                return type;
        }

        return null;
    }

    /// <summary>
    /// Whether an object, once made, can be given another value for the member. A struct is changed where it is held: in an
    /// immutable object its fields cannot be assigned.
    /// </summary>
    public static bool CanBeSet(ISymbol member) => member switch
    {
        { ContainingType.IsReferenceType: false } => false,
        IFieldSymbol field => !field.IsReadOnly,
        IPropertySymbol property => property.SetMethod is { IsInitOnly: false },
        _ => false,
    };

    /// <summary>Whether the member is this peer's own, so that nothing shared depends on it.</summary>
    public static bool IsLocalSlice(ISymbol member) => member is IPropertySymbol property && Effects.LocalSlices.IsLocal(property);
}
