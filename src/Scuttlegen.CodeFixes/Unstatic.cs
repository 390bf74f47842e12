using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Scuttlegen.CodeFixes;

/// <summary>Takes the <c>static</c> off a lambda or local function.</summary>
internal static class Unstatic
{
    public static bool CanEdit(SyntaxNode node) =>
        node is AnonymousFunctionExpressionSyntax or LocalFunctionStatementSyntax && ModifiersOf(node).Any(SyntaxKind.StaticKeyword);

    public static SyntaxNode Edit(SyntaxNode node)
    {
        var modifiers = ModifiersOf(node);
        var keyword = modifiers.First(modifier => modifier.IsKind(SyntaxKind.StaticKeyword));
        var rest = modifiers.Remove(keyword);
        SyntaxNode edited = node switch
        {
            AnonymousFunctionExpressionSyntax function => function.WithModifiers(rest),
            LocalFunctionStatementSyntax function => function.WithModifiers(rest),
            _ => node,
        };
        return edited.WithLeadingTrivia(node.GetLeadingTrivia());
    }

    private static SyntaxTokenList ModifiersOf(SyntaxNode node) => node switch
    {
        AnonymousFunctionExpressionSyntax function => function.Modifiers,
        LocalFunctionStatementSyntax function => function.Modifiers,
        _ => default,
    };
}
