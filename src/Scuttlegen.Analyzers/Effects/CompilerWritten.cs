using Microsoft.CodeAnalysis;

namespace Scuttlegen.Analyzers.Effects;

/// <summary>The members of a record that the compiler writes call ones that the user may have written.</summary>
internal static class CompilerWritten
{
    /// <summary>The user's member behind a compiler-written one, if there is one.</summary>
    public static IMethodSymbol? Behind(IMethodSymbol method)
    {
        if (method is not { IsImplicitlyDeclared: true, ContainingType: { IsRecord: true } record })
            return null;
        return method.Name switch
        {
            WellKnownMemberNames.EqualityOperatorName or WellKnownMemberNames.InequalityOperatorName or WellKnownMemberNames.ObjectEquals
                => Written(record, WellKnownMemberNames.ObjectEquals, record),
            WellKnownMemberNames.ObjectToString => Written(record, "PrintMembers", null),
            _ => null,
        };
    }

    private static IMethodSymbol? Written(INamedTypeSymbol record, string name, ITypeSymbol? parameter)
    {
        foreach (var member in record.GetMembers(name))
        {
            if (member is IMethodSymbol { IsImplicitlyDeclared: false, Parameters: [var only] } method
                && (parameter is null || SymbolEqualityComparer.Default.Equals(only.Type, parameter)))
            {
                return method;
            }
        }

        return null;
    }
}
