using System.Composition;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Scuttlegen.Analyzers;

namespace Scuttlegen.CodeFixes;

/// <summary>Arithmetic says itself what becomes of an overflow: <c>unchecked(…)</c> or <c>checked(…)</c>, around the whole of a nested operation.</summary>
[ExportCodeFixProvider(LanguageNames.CSharp, Name = nameof(OverflowFix))]
[Shared]
public sealed class OverflowFix() : SinkFix(RuleIds.OverflowContext)
{
    /// <summary>Wraps around.</summary>
    internal const string UncheckedKey = "Scuttlegen.Unchecked";

    /// <summary>Throws.</summary>
    internal const string CheckedKey = "Scuttlegen.Checked";

    private protected override IEnumerable<Offer> OffersFor(SyntaxNode sink, SemanticModel model, CancellationToken cancellation)
    {
        if (sink is not ExpressionSyntax operation)
            yield break;
        var whole = Whole(operation, model, cancellation);
        if (EditFor(whole, isChecked: false, model, cancellation) is { } wrapping)
            yield return new Offer("Wrap around on overflow: 'unchecked'", UncheckedKey, [wrapping]);
        if (EditFor(whole, isChecked: true, model, cancellation) is { } throwing)
            yield return new Offer("Throw on overflow: 'checked'", CheckedKey, [throwing]);
    }

    /// <summary>The outermost arithmetic that the operation is part of.</summary>
    private static ExpressionSyntax Whole(ExpressionSyntax operation, SemanticModel model, CancellationToken cancellation)
    {
        var whole = operation;
        while (whole.Parent is ExpressionSyntax parent && IsPartOf(whole, parent) && IsNumber(model.GetTypeInfo(parent, cancellation).Type))
            whole = parent;
        return whole;
    }

    private static bool IsPartOf(ExpressionSyntax operand, ExpressionSyntax parent) => parent switch
    {
        ParenthesizedExpressionSyntax or CastExpressionSyntax => true,
        PrefixUnaryExpressionSyntax prefix => prefix.IsKind(SyntaxKind.UnaryMinusExpression) || prefix.IsKind(SyntaxKind.UnaryPlusExpression),
        BinaryExpressionSyntax binary => binary.Kind() is SyntaxKind.AddExpression or SyntaxKind.SubtractExpression or SyntaxKind.MultiplyExpression or SyntaxKind.DivideExpression or SyntaxKind.ModuloExpression,
        AssignmentExpressionSyntax assignment => assignment.Right == operand && IsArithmetic(assignment),
        _ => false,
    };

    private static NodeEdit? EditFor(ExpressionSyntax whole, bool isChecked, SemanticModel model, CancellationToken cancellation)
    {
        if (!IsStatementLike(whole))
            return NodeEdit.Of(whole, old => Wrap(old is ParenthesizedExpressionSyntax parenthesized ? parenthesized.Expression : old, isChecked).WithTriviaFrom(old));
        switch (whole.Parent)
        {
            case ExpressionStatementSyntax statement:
                return NodeEdit.Of(statement, old => SyntaxFactory.ParseStatement($"{(isChecked ? "checked" : "unchecked")} {{ {old.WithoutTrivia()} }}").WithTriviaFrom(old));

            // `checked(i++)` is no statement, and a `for` takes no block.
            case ForStatementSyntax when IsStep(whole, out var target, out var isUp) && model.GetTypeInfo(target, cancellation).Type is { SpecialType: SpecialType.System_Int32 or SpecialType.System_UInt32 or SpecialType.System_Int64 or SpecialType.System_UInt64 }:
                return NodeEdit.Of(whole, old => SyntaxFactory.ParseExpression($"{target} = {(isChecked ? "checked" : "unchecked")}({target} {(isUp ? "+" : "-")} 1)").WithTriviaFrom(old));
            case ForStatementSyntax or LambdaExpressionSyntax or ArrowExpressionClauseSyntax:
                return null;
            default:
                return NodeEdit.Of(whole, old => Wrap(old, isChecked).WithTriviaFrom(old));
        }
    }

    private static CheckedExpressionSyntax Wrap(ExpressionSyntax expression, bool isChecked) =>
        SyntaxFactory.CheckedExpression(isChecked ? SyntaxKind.CheckedExpression : SyntaxKind.UncheckedExpression, expression.WithoutTrivia());

    private static bool IsStatementLike(ExpressionSyntax expression) => expression is AssignmentExpressionSyntax || IsStep(expression, out _, out _);

    private static bool IsStep(ExpressionSyntax expression, out ExpressionSyntax target, out bool isUp)
    {
        isUp = expression.Kind() is SyntaxKind.PreIncrementExpression or SyntaxKind.PostIncrementExpression;
        target = expression switch
        {
            PrefixUnaryExpressionSyntax prefix => prefix.Operand,
            PostfixUnaryExpressionSyntax postfix => postfix.Operand,
            _ => expression,
        };
        return isUp || expression.Kind() is SyntaxKind.PreDecrementExpression or SyntaxKind.PostDecrementExpression;
    }

    private static bool IsArithmetic(AssignmentExpressionSyntax assignment) =>
        assignment.Kind() is SyntaxKind.AddAssignmentExpression or SyntaxKind.SubtractAssignmentExpression or SyntaxKind.MultiplyAssignmentExpression;

    private static bool IsNumber(ITypeSymbol? type) =>
        type is INamedTypeSymbol { OriginalDefinition.SpecialType: SpecialType.System_Nullable_T } nullable
            ? IsNumber(nullable.TypeArguments[0])
            : type?.SpecialType is >= SpecialType.System_SByte and <= SpecialType.System_UInt64 or SpecialType.System_IntPtr or SpecialType.System_UIntPtr;
}
