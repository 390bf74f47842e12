using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Scuttlegen.CodeFixes;

/// <summary><c>ToUpper()</c> becomes <c>ToUpperInvariant()</c>, of strings and of characters; and what else goes by another name.</summary>
internal static class Casing
{
    public static (string Title, IReadOnlyList<NodeEdit> Edits)? Of(InvocationExpressionSyntax call, SemanticModel model, CancellationToken cancellation)
    {
        if (model.GetSymbolInfo(call, cancellation).Symbol is not IMethodSymbol method || NameOf(call) is not { } name)
            return null;
        switch (method.ContainingType.SpecialType, method.Name, method.Parameters.Length)
        {
            case (SpecialType.System_String, "ToUpper" or "ToLower", 0):
            case (SpecialType.System_Char, "ToUpper" or "ToLower", 1):
                var invariant = method.Name + "Invariant";
                return ($"Use '{invariant}'", [NodeEdit.Of(name, old => SyntaxFactory.IdentifierName(invariant).WithTriviaFrom(old))]);
            case (SpecialType.System_DateTime, "ToShortDateString" or "ToLongDateString" or "ToShortTimeString" or "ToLongTimeString", 0):
                var format = method.Name switch { "ToShortDateString" => "d", "ToLongDateString" => "D", "ToShortTimeString" => "t", _ => "T" };
                var culture = TypeReference.CultureInfo(call.SpanStart, model);
                var edit = NodeEdit.Of(call, old => old
                    .ReplaceNode(NameOf(old)!, SyntaxFactory.IdentifierName("ToString"))
                    .WithArgumentList(ArgumentLists
                        .List(SyntaxFactory.LiteralExpression(SyntaxKind.StringLiteralExpression, SyntaxFactory.Literal(format)), culture.Dot("InvariantCulture"))
                        .WithTriviaFrom(old.ArgumentList)));
                return ("Use 'CultureInfo.InvariantCulture'", [edit.With(culture)]);
            default:
                return null;
        }
    }

    internal static SimpleNameSyntax? NameOf(InvocationExpressionSyntax call) => call.Expression switch
    {
        MemberAccessExpressionSyntax access => access.Name,
        MemberBindingExpressionSyntax binding => binding.Name,
        SimpleNameSyntax name => name,
        _ => null,
    };
}
