using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Scuttlegen.Analyzers.Commutation;

/// <summary>The members that a value is made of: fields, and properties that hold what they were given.</summary>
internal static class Parts
{
    public static IEnumerable<ISymbol> Of(ITypeSymbol type)
    {
        for (var current = type; current is { SpecialType: SpecialType.None }; current = current.BaseType)
        {
            foreach (var member in current.GetMembers())
            {
                if (!member.IsStatic && Is(member))
                    yield return member;
            }
        }
    }

    public static bool Is(ISymbol member) => member switch
    {
        IFieldSymbol field => field.AssociatedSymbol is null or INamedTypeSymbol,
        IPropertySymbol { IsIndexer: false, IsStatic: false } property => IsAuto(property),
        _ => false,
    };

    private static bool IsAuto(IPropertySymbol property)
    {
        var definition = property.OriginalDefinition;
        if (definition.Name == "EqualityContract" || definition.IsAbstract || definition.ContainingType.TypeKind == TypeKind.Interface)
            return false;
        var references = definition.DeclaringSyntaxReferences;

        // Of a state declared in another assembly only the surface is seen; of the framework's types nothing is a state's part.
        if (references.IsEmpty)
            return !IsFramework(definition.ContainingType) && !definition.IsImplicitlyDeclared;
        foreach (var reference in references)
        {
            var holds = reference.GetSyntax() switch
            {
                ParameterSyntax => true,
                PropertyDeclarationSyntax { ExpressionBody: null, AccessorList: { } accessors } declared =>
                    !declared.Modifiers.Any(SyntaxKind.PartialKeyword) && accessors.Accessors.All(accessor => accessor.Body is null && accessor.ExpressionBody is null),
                _ => false,
            };
            if (!holds)
                return false;
        }

        return true;
    }

    public static bool IsFramework(ITypeSymbol type)
    {
        var space = type.ContainingNamespace;
        while (space is { ContainingNamespace.IsGlobalNamespace: false })
            space = space.ContainingNamespace;
        return space is { Name: "System" or "Microsoft" or "Scuttlegen" };
    }
}
