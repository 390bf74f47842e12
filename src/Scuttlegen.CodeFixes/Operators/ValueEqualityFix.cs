using System.Composition;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Scuttlegen.Analyzers;

namespace Scuttlegen.CodeFixes;

/// <summary>What asks whether two references are the same object asks whether they are equal; immutable arrays are compared by their elements.</summary>
[ExportCodeFixProvider(LanguageNames.CSharp, Name = nameof(ValueEqualityFix))]
[Shared]
public sealed class ValueEqualityFix() : SinkFix(RuleIds.ObjectIdentity)
{
    private const string Key = "Scuttlegen.CompareValues";

    private protected override IEnumerable<Offer> OffersFor(SyntaxNode sink, SemanticModel model, CancellationToken cancellation)
    {
        switch (sink)
        {
            case InvocationExpressionSyntax { ArgumentList.Arguments: [{ NameColon: null }, { NameColon: null }] } call
                when model.GetSymbolInfo(call, cancellation).Symbol is IMethodSymbol { Name: "ReferenceEquals", ContainingType.SpecialType: SpecialType.System_Object } && Casing.NameOf(call) is { } name:
                yield return new Offer("Use 'Equals'", Key, [NodeEdit.Of(name, static old => SyntaxFactory.IdentifierName("Equals").WithTriviaFrom(old))]);
                break;

            case BinaryExpressionSyntax { RawKind: (int)SyntaxKind.EqualsExpression or (int)SyntaxKind.NotEqualsExpression } binary:
                if (AreArrays(binary.Left, binary.Right, model, cancellation) is { } needed)
                    yield return Elements(NodeEdit.Of(binary, old => Negated(old, SequenceEqual(old.Left, old.Right))), needed);
                else if (AreReferences(binary, model, cancellation))
                    yield return new Offer("Use 'Equals'", Key, [NodeEdit.Of(binary, static old => Negated(old, SyntaxFactory.ParseExpression("object").Call("Equals", WithoutCast(old.Left), WithoutCast(old.Right))))]);
                break;

            case InvocationExpressionSyntax { Expression: MemberAccessExpressionSyntax { Name.Identifier.ValueText: "Equals" } access, ArgumentList.Arguments: [var other] } call
                when AreArrays(access.Expression, other.Expression, model, cancellation) is { } import:
                yield return Elements(
                    NodeEdit.Of(call, static old => SequenceEqual(((MemberAccessExpressionSyntax)old.Expression).Expression, old.ArgumentList.Arguments[0].Expression).WithTriviaFrom(old)), import);
                break;
        }
    }

    private static Offer Elements(NodeEdit edit, TypeReference needed) => new("Compare the elements", Key, [edit.With(needed)]);

    private static InvocationExpressionSyntax SequenceEqual(ExpressionSyntax left, ExpressionSyntax right) => left.Operand().Call("AsSpan").Call("SequenceEqual", right.Operand().Call("AsSpan"));

    private static ExpressionSyntax Negated(BinaryExpressionSyntax old, ExpressionSyntax equality)
    {
        var isNegated = old.IsKind(SyntaxKind.NotEqualsExpression);
        return (isNegated ? SyntaxFactory.PrefixUnaryExpression(SyntaxKind.LogicalNotExpression, equality) : equality).WithTriviaFrom(old);
    }

    /// <summary>What two immutable arrays whose elements can be compared need to be imported; otherwise <see langword="null"/>.</summary>
    private static TypeReference? AreArrays(ExpressionSyntax left, ExpressionSyntax right, SemanticModel model, CancellationToken cancellation)
    {
        if (model.GetTypeInfo(left, cancellation).Type is not INamedTypeSymbol { Name: "ImmutableArray", Arity: 1 } type
            || type.ContainingNamespace.ToDisplayString() != "System.Collections.Immutable"
            || left.IsKind(SyntaxKind.DefaultLiteralExpression) || right.IsKind(SyntaxKind.DefaultLiteralExpression)
            || !SymbolEqualityComparer.Default.Equals(type, model.GetTypeInfo(right, cancellation).Type))
        {
            return null;
        }

        var canCompare = type.TypeArguments[0].AllInterfaces.Any(static slot => slot.Name == "IEquatable")
            || model.Compilation.GetTypeByMetadataName("System.MemoryExtensions")?.GetMembers("SequenceEqual").OfType<IMethodSymbol>().Any(static method => method.Parameters.Length == 3) == true;
        return canCompare ? TypeReference.At(left.SpanStart, "System", "MemoryExtensions", model) : null;
    }

    private static bool AreReferences(BinaryExpressionSyntax binary, SemanticModel model, CancellationToken cancellation) =>
        !binary.Left.IsKind(SyntaxKind.NullLiteralExpression) && !binary.Right.IsKind(SyntaxKind.NullLiteralExpression)
        && model.GetTypeInfo(binary.Left, cancellation).Type is { IsReferenceType: true } && model.GetTypeInfo(binary.Right, cancellation).Type is { IsReferenceType: true };

    private static ExpressionSyntax WithoutCast(ExpressionSyntax operand)
    {
        while (operand is ParenthesizedExpressionSyntax or CastExpressionSyntax { Type: PredefinedTypeSyntax { Keyword.RawKind: (int)SyntaxKind.ObjectKeyword } })
            operand = operand is ParenthesizedExpressionSyntax parenthesized ? parenthesized.Expression : ((CastExpressionSyntax)operand).Expression;
        return operand.WithoutTrivia();
    }
}
