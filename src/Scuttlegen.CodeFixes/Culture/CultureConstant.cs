using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Scuttlegen.CodeFixes;

/// <summary>Members that name a culture, and the ones of the same type that name none: <c>StringComparison.CurrentCulture</c> and <c>Ordinal</c>.</summary>
internal static class CultureConstant
{
    /// <summary>The change of an expression that is such a member, or flags with one among them.</summary>
    public static (string Title, NodeEdit Edit)? Of(ExpressionSyntax expression, SemanticModel model, CancellationToken cancellation)
    {
        var symbol = model.GetSymbolInfo(expression, cancellation).Symbol;
        if (RegexOptions(expression, symbol, model, cancellation) is { } options)
            return options;
        if (symbol is not (IFieldSymbol or IPropertySymbol) || symbol is not { IsStatic: true, ContainingType: { } type } || OtherThan(type.ToDisplayString(), symbol.Name) is not { } other)
            return null;

        var reference = type.Name == "Comparer"
            ? TypeReference.StringComparer(expression.SpanStart, model)
            : TypeReference.At(expression.SpanStart, type.ContainingNamespace.ToDisplayString(), type.Name, model);
        return ($"Use '{OtherType(type)}.{other}'", NodeEdit.Of(expression, old => reference.Dot(other).WithTriviaFrom(old)).With(reference));
    }

    /// <summary>The change of a <see langword="null"/> that stands for the current culture, or for the comparer of the current culture.</summary>
    public static (string Title, NodeEdit Edit)? OfNothing(ArgumentSyntax argument, SemanticModel model, CancellationToken cancellation)
    {
        if (!argument.Expression.IsKind(SyntaxKind.NullLiteralExpression) || model.GetTypeInfo(argument.Expression, cancellation).ConvertedType is not { } type)
            return null;
        return MissingArgument.ValueFor(type, argument.SpanStart, model) is var (value, reference)
            ? ($"Use '{value}'", NodeEdit.Of(argument.Expression, old => SyntaxFactory.ParseExpression(value).WithTriviaFrom(old)).With(reference))
            : null;
    }

    private static string? OtherThan(string type, string member) => (type, member) switch
    {
        ("System.StringComparison" or "System.StringComparer", "CurrentCulture" or "InvariantCulture") => "Ordinal",
        ("System.StringComparison" or "System.StringComparer", "CurrentCultureIgnoreCase" or "InvariantCultureIgnoreCase") => "OrdinalIgnoreCase",
        ("System.Collections.Generic.Comparer<string>", "Default") => "Ordinal",
        ("System.Globalization.CultureInfo", "CurrentCulture" or "CurrentUICulture" or "InstalledUICulture") => "InvariantCulture",
        ("System.Globalization.NumberFormatInfo" or "System.Globalization.DateTimeFormatInfo", "CurrentInfo") => "InvariantInfo",
        _ => null,
    };

    private static string OtherType(INamedTypeSymbol type) => type.Name == "Comparer" ? "StringComparer" : type.Name;

    private static (string Title, NodeEdit Edit)? RegexOptions(ExpressionSyntax expression, ISymbol? symbol, SemanticModel model, CancellationToken cancellation)
    {
        if (model.GetTypeInfo(expression, cancellation).Type?.ToDisplayString() != "System.Text.RegularExpressions.RegexOptions"
            || model.GetConstantValue(expression, cancellation) is not { HasValue: true, Value: int flags }
            || (flags & 1) == 0 || (flags & 512) != 0
            || expression.Parent is not (ArgumentSyntax or BinaryExpressionSyntax or EqualsValueClauseSyntax)
            || (symbol is not IFieldSymbol && expression is not (BinaryExpressionSyntax or ParenthesizedExpressionSyntax)))
        {
            return null;
        }

        var reference = TypeReference.At(expression.SpanStart, "System.Text.RegularExpressions", "RegexOptions", model);
        var edit = NodeEdit.Of(expression, old => SyntaxFactory.BinaryExpression(
                SyntaxKind.BitwiseOrExpression,
                old.WithTrailingTrivia(SyntaxFactory.Space),
                SyntaxFactory.Token(SyntaxKind.BarToken).WithTrailingTrivia(SyntaxFactory.Space),
                reference.Dot("CultureInvariant"))
            .WithTrailingTrivia(old.GetTrailingTrivia()));
        return ("Add 'RegexOptions.CultureInvariant'", edit.With(reference));
    }
}
