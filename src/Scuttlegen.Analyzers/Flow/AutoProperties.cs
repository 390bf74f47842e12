using System.Runtime.CompilerServices;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Scuttlegen.Analyzers.Flow;

/// <summary>Which properties are nothing but a place for a value.</summary>
internal static class AutoProperties
{
    private static readonly ConditionalWeakTable<ISymbol, StrongBox<bool>> Known = new();

    /// <summary>Whether the compiler writes its accessors: an auto-property, a positional one, one of an anonymous type.</summary>
    public static bool IsAuto(IPropertySymbol property) =>
        property.ContainingType is { IsAnonymousType: true } || Known.GetValue(property.OriginalDefinition, static key => new StrongBox<bool>(Find((IPropertySymbol)key))).Value;

    private static bool Find(IPropertySymbol property)
    {
        if (property.IsIndexer || property.DeclaringSyntaxReferences is not [var reference, ..])
            return false;
        return reference.GetSyntax() switch
        {
            ParameterSyntax => true,
            PropertyDeclarationSyntax { ExpressionBody: null, AccessorList.Accessors: var accessors } => accessors.All(static accessor => accessor.Body is null && accessor.ExpressionBody is null),
            _ => false,
        };
    }
}
