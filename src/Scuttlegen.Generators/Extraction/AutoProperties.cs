using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Scuttlegen.Generators.Extraction;

/// <summary>Properties that hold exactly what they were given, and nothing but that.</summary>
internal static class AutoProperties
{
    /// <summary>Whether neither accessor runs code of the user's.</summary>
    public static bool IsAuto(IPropertySymbol property)
    {
        var definition = property.OriginalDefinition;
        if (definition.IsIndexer || definition.IsAbstract || definition.GetMethod is null) return false;
        if (definition.DeclaringSyntaxReferences.Length == 0 && !definition.IsImplicitlyDeclared)
            return HasNoCode(definition.GetMethod) && (definition.SetMethod is null || HasNoCode(definition.SetMethod));
        return definition.ContainingType.GetMembers().Any(m => m is IFieldSymbol field && SymbolEqualityComparer.Default.Equals(field.AssociatedSymbol, definition))
            && definition.DeclaringSyntaxReferences.All(r => r.GetSyntax() switch
            {
                ParameterSyntax => true,
                PropertyDeclarationSyntax { ExpressionBody: null, AccessorList: { } accessors } declared =>
                    !declared.Modifiers.Any(SyntaxKind.PartialKeyword) && accessors.Accessors.All(a => a.Body is null && a.ExpressionBody is null),
                _ => false,
            });
    }

    /// <summary>
    /// Whether a <c>with</c> on the type copies what it holds, and nothing of the user's decides otherwise. A value of a record that is not sealed may be of a derived one, whose copy
    /// constructor is anybody's.
    /// </summary>
    public static bool IsCopiedPlainly(ITypeSymbol type)
    {
        if (type is not INamedTypeSymbol named || !(named.IsRecord || named.IsValueType) || !named.IsSealed) return false;
        for (var part = named; part is { IsRecord: true, IsValueType: false }; part = part.BaseType)
        {
            if (part.InstanceConstructors.Any(c =>
                    c.Parameters.Length == 1 && SymbolEqualityComparer.Default.Equals(c.Parameters[0].Type, part)
                    && !c.IsImplicitlyDeclared && !HasNoCode(c))) return false;
        }

        return true;
    }

    // Of another assembly's members only the compiler's own mark shows that it wrote them.
    private static bool HasNoCode(IMethodSymbol method) =>
        method.GetAttributes().Any(a => a.AttributeClass.Is("System.Runtime.CompilerServices", "CompilerGeneratedAttribute"));
}
