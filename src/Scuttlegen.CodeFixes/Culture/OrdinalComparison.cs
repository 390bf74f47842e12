using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Scuttlegen.CodeFixes;

/// <summary><c>string.Compare(a, b)</c> and <c>a.CompareTo(b)</c> become <c>string.CompareOrdinal(a, b)</c>.</summary>
internal static class OrdinalComparison
{
    public static (string Title, NodeEdit Edit)? Of(InvocationExpressionSyntax call, SemanticModel model, CancellationToken cancellation)
    {
        if (model.GetSymbolInfo(call, cancellation).Symbol is not IMethodSymbol { ContainingType.SpecialType: SpecialType.System_String } method)
            return null;
        var parameters = method.Parameters;
        var arguments = call.ArgumentList.Arguments;
        switch (method.Name)
        {
            // Of parts of strings, too: both have the same parameters.
            case "Compare" when parameters.Length is 2 or 5 && Casing.NameOf(call) is { } name && arguments.All(static argument => argument.NameColon is null):
                return ("Use 'string.CompareOrdinal'", NodeEdit.Of(name, old => SyntaxFactory.IdentifierName("CompareOrdinal").WithTriviaFrom(old)));

            // A culture may follow.
            case "Compare" when parameters.Length is 3 or 4 && parameters[2].Type.SpecialType == SpecialType.System_Boolean && arguments.Count == parameters.Length
                && model.GetConstantValue(arguments[2].Expression, cancellation) is { HasValue: true, Value: bool ignoreCase } && arguments.All(static argument => argument.NameColon is null):
                var reference = TypeReference.StringComparison(call.SpanStart, model);
                var ordinal = ignoreCase ? "OrdinalIgnoreCase" : "Ordinal";
                var edit = NodeEdit.Of(call.ArgumentList, old =>
                {
                    var third = old.Arguments[2];
                    var shorter = old.Arguments.Count == 4 ? old.Arguments.RemoveAt(3) : old.Arguments;
                    return old.WithArguments(shorter.Replace(shorter[2], third.WithExpression(reference.Dot(ordinal).WithTriviaFrom(third.Expression))));
                });
                return ($"Use 'StringComparison.{ordinal}'", edit.With(reference));

            case "CompareTo" when parameters is [{ Type.SpecialType: SpecialType.System_String }] && call.Expression is MemberAccessExpressionSyntax access:
                return ("Use 'string.CompareOrdinal'", NodeEdit.Of(call, old =>
                {
                    var receiver = ((MemberAccessExpressionSyntax)old.Expression).Expression;
                    var other = old.ArgumentList.Arguments[0];
                    return SyntaxFactory.InvocationExpression(
                        SyntaxFactory.ParseExpression("string.CompareOrdinal"),
                        old.ArgumentList.WithArguments([other.WithNameColon(null)]).Insert(0, SyntaxFactory.Argument(receiver.WithoutTrivia())))
                        .WithTriviaFrom(old);
                }));

            default:
                return null;
        }
    }
}
