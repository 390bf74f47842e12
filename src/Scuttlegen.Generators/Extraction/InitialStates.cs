using Microsoft.CodeAnalysis;

namespace Scuttlegen.Generators.Extraction;

/// <summary>Where the first value of a state comes from.</summary>
internal static class InitialStates
{
    /// <summary>The expression, or <see langword="null"/> if the type has no value to begin with.</summary>
    public static string? Find(ITypeSymbol state, INamedTypeSymbol within, Compilation compilation)
    {
        var name = TypeNames.InCode(state);
        foreach (var member in new[] { "Initial", "Empty" })
        {
            if (HasStatic(state, member, within, compilation)) return name + "." + member;
        }

        // Its Empty is generated, so no symbol shows it.
        if (CrdtInterfaces.IsState(state)) return name + ".Empty";
        if (state is INamedTypeSymbol { TypeKind: TypeKind.Class, IsAbstract: false } type
            && !HasRequiredMember(type)
            && type.InstanceConstructors.Any(c => c.Parameters.Length == 0 && compilation.IsSymbolAccessibleWithin(c, within))) return $"new {name}()";
        return state.IsValueType ? $"default({name})" : null;
    }

    public static bool HasRequiredMember(INamedTypeSymbol type)
    {
        for (var part = type; part is not null; part = part.BaseType)
        {
            if (part.GetMembers().Any(m => m is IPropertySymbol { IsRequired: true } or IFieldSymbol { IsRequired: true })) return true;
        }

        return false;
    }

    private static bool HasStatic(ITypeSymbol state, string name, INamedTypeSymbol within, Compilation compilation) =>
        state.GetMembers(name).Any(m => m.IsStatic && compilation.IsSymbolAccessibleWithin(m, within) && m switch
        {
            IPropertySymbol { GetMethod: { } get } property =>
                SymbolEqualityComparer.Default.Equals(property.Type, state) && compilation.IsSymbolAccessibleWithin(get, within),
            IFieldSymbol field => SymbolEqualityComparer.Default.Equals(field.Type, state),
            _ => false,
        });
}
