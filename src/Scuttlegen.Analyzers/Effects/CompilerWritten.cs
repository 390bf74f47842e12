using Microsoft.CodeAnalysis;

namespace Scuttlegen.Analyzers.Effects;

/// <summary>The members of a record that the compiler writes run members that the user may have written.</summary>
internal static class CompilerWritten
{
    /// <summary>The members that a compiler-written one runs; none for a member of the user's.</summary>
    public static IEnumerable<IMethodSymbol> Behind(IMethodSymbol method)
    {
        if (method is not { IsImplicitlyDeclared: true, ContainingType: { IsRecord: true } record })
            return [];
        return method.Name switch
        {
            WellKnownMemberNames.EqualityOperatorName or WellKnownMemberNames.InequalityOperatorName or WellKnownMemberNames.ObjectEquals
                => Written(record, WellKnownMemberNames.ObjectEquals, record),
            WellKnownMemberNames.ObjectToString => Printing(record),
            WellKnownMemberNames.DeconstructMethodName => Getters(record, property => method.Parameters.Any(parameter => parameter.Name == property.Name)),
            _ => [],
        };
    }

    /// <summary>Text is made of every public property, getters with code included; a base record prints its own first.</summary>
    private static IEnumerable<IMethodSymbol> Printing(INamedTypeSymbol record)
    {
        for (var type = record; type is { IsRecord: true }; type = type.BaseType)
        {
            var written = Written(type, "PrintMembers", null).ToList();
            foreach (var method in written.Count > 0 ? written : Getters(type, property => property.DeclaredAccessibility == Accessibility.Public))
                yield return method;
        }
    }

    private static IEnumerable<IMethodSymbol> Getters(INamedTypeSymbol record, Func<IPropertySymbol, bool> condition)
    {
        foreach (var member in record.GetMembers())
        {
            if (member is IPropertySymbol { IsStatic: false, IsIndexer: false, GetMethod: { } getter } property && condition(property))
                yield return getter;
        }
    }

    private static IEnumerable<IMethodSymbol> Written(INamedTypeSymbol record, string name, ITypeSymbol? parameter)
    {
        foreach (var member in record.GetMembers(name))
        {
            if (member is IMethodSymbol { IsImplicitlyDeclared: false, Parameters: [var only] } method
                && (parameter is null || SymbolEqualityComparer.Default.Equals(only.Type, parameter)))
            {
                yield return method;
            }
        }
    }
}
