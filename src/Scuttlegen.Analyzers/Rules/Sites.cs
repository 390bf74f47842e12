using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Text;

namespace Scuttlegen.Analyzers.Rules;

/// <summary>Where to underline: the least that says which use is meant, on the line where it is written.</summary>
internal static class Sites
{
    public static Location LocationOf(SyntaxNode site) => site switch
    {
        MethodDeclarationSyntax method => method.Identifier.GetLocation(),
        CommonForEachStatementSyntax loop => loop.Expression.GetLocation(),
        UsingStatementSyntax { Expression: { } expression } => expression.GetLocation(),
        UsingStatementSyntax { Declaration: { } declaration } => declaration.GetLocation(),
        // In a chain over several lines the whole expression begins at the top, far from the call.
        InvocationExpressionSyntax { Expression: MemberAccessExpressionSyntax access } call when SpansLines(access) => FromTo(access.Name, call),
        MemberAccessExpressionSyntax access when SpansLines(access) => access.Name.GetLocation(),
        _ => site.GetLocation(),
    };

    private static bool SpansLines(MemberAccessExpressionSyntax access)
    {
        var lines = access.SyntaxTree.GetLineSpan(access.Span);
        return lines.StartLinePosition.Line != lines.EndLinePosition.Line;
    }

    private static Location FromTo(SyntaxNode first, SyntaxNode last) =>
        Location.Create(first.SyntaxTree, TextSpan.FromBounds(first.SpanStart, last.Span.End));
}
