using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Scuttlegen.CodeFixes;

/// <summary>Takes the <c>static</c> off a lambda or local function.</summary>
internal static class Unstatic
{
    /// <summary>
    /// The static lambdas and local functions that could not see the reducer's parameter at <paramref name="use"/>: those around it, and
    /// those that use a local function among them, which captures the parameter now.
    /// </summary>
    public static IEnumerable<SyntaxNode> Around(SyntaxNode use, SemanticModel model, CancellationToken cancellation)
    {
        var pending = new Queue<SyntaxNode>([use]);
        var seen = new HashSet<SyntaxNode>();
        while (pending.Count > 0)
        {
            foreach (var function in pending.Dequeue().Ancestors().TakeWhile(static node => node is not MethodDeclarationSyntax))
            {
                if (function is not (AnonymousFunctionExpressionSyntax or LocalFunctionStatementSyntax) || !seen.Add(function))
                    continue;
                if (CanEdit(function))
                    yield return function;
                if (function is LocalFunctionStatementSyntax { Parent: { } scope } local)
                {
                    foreach (var name in UsesOf(local, scope, model, cancellation))
                        pending.Enqueue(name);
                }
            }
        }
    }

    private static IEnumerable<SyntaxNode> UsesOf(LocalFunctionStatementSyntax local, SyntaxNode scope, SemanticModel model, CancellationToken cancellation)
    {
        var symbol = model.GetDeclaredSymbol(local, cancellation);
        return scope.DescendantNodes().OfType<SimpleNameSyntax>().Where(name =>
            name.Identifier.ValueText == local.Identifier.ValueText
            && SymbolEqualityComparer.Default.Equals(model.GetSymbolInfo(name, cancellation).Symbol?.OriginalDefinition, symbol));
    }

    private static bool CanEdit(SyntaxNode node) =>
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
