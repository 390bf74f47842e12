using System.Composition;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Scuttlegen.Analyzers;

namespace Scuttlegen.CodeFixes;

/// <summary>
/// What depends on a culture is told to use the invariant one, and what compares strings by a culture, to compare them ordinally. It is
/// changed where it stands, also in a helper: a helper that a reducer calls must give every peer the same.
/// </summary>
[ExportCodeFixProvider(LanguageNames.CSharp, Name = nameof(CultureFix))]
[Shared]
public sealed class CultureFix() : SinkFix(RuleIds.CultureSensitive)
{
    private const string Key = "Scuttlegen.UseInvariantCulture";

    private protected override IEnumerable<Offer> OffersFor(SyntaxNode sink, SemanticModel model, CancellationToken cancellation)
    {
        if (ChangeOf(sink, model, cancellation) is var (title, edits) && edits.Count > 0)
            yield return new Offer(title, Key, [.. edits]);
    }

    private static (string Title, IReadOnlyList<NodeEdit> Edits)? ChangeOf(SyntaxNode sink, SemanticModel model, CancellationToken cancellation)
    {
        if (sink is InterpolationSyntax { Parent: { } whole })
            sink = whole;
        switch (sink)
        {
            case InterpolatedStringExpressionSyntax text:
                return InvariantText.Of(text, model, cancellation) is { } created ? ("Use 'CultureInfo.InvariantCulture'", [created]) : null;
            case BinaryExpressionSyntax or AssignmentExpressionSyntax:
                return ("Use 'CultureInfo.InvariantCulture'", InvariantText.OfConcatenation((ExpressionSyntax)sink, model, cancellation));
            case InvocationExpressionSyntax call:
                if (OrdinalComparison.Of(call, model, cancellation) is var (comparisonTitle, comparison))
                    return (comparisonTitle, [comparison]);
                return InArguments(call, model, cancellation) ?? Casing.Of(call, model, cancellation) ?? MissingArgument.Of(call, model, cancellation) ?? InvariantText.Of(call, model, cancellation) ?? Within(call, model, cancellation);
            case BaseObjectCreationExpressionSyntax creation:
                return InArguments(creation, model, cancellation) ?? MissingArgument.Of(creation, model, cancellation) ?? Within(creation, model, cancellation);
            case ExpressionSyntax { Parent: InterpolationSyntax { Parent: InterpolatedStringExpressionSyntax around } } hole when CultureConstant.Of(hole, model, cancellation) is null:
                return InvariantText.Of(around, model, cancellation) is { } createdAround ? ("Use 'CultureInfo.InvariantCulture'", [createdAround]) : null;
            case ExpressionSyntax expression:
                if (InvariantOperand(expression, model, cancellation) is { } operand)
                    return operand;
                return (CultureConstant.Of(expression, model, cancellation) ?? SortedEmpty.Of(expression, model, cancellation)) is var (title, edit) ? (title, [edit]) : Within(expression, model, cancellation);
            default:
                return null;
        }
    }

    /// <summary>The operand of a concatenation, where that is the sink, not the whole.</summary>
    private static (string Title, IReadOnlyList<NodeEdit> Edits)? InvariantOperand(ExpressionSyntax operand, SemanticModel model, CancellationToken cancellation)
    {
        if (operand.Parent is not (BinaryExpressionSyntax or AssignmentExpressionSyntax))
            return null;
        var edits = InvariantText.OfConcatenation((ExpressionSyntax)operand.Parent, model, cancellation).Where(edit => edit.Node == operand).ToList();
        return edits.Count > 0 ? ("Use 'CultureInfo.InvariantCulture'", edits) : null;
    }

    /// <summary>A culture that is handed over, or <see langword="null"/> in its place.</summary>
    private static (string Title, IReadOnlyList<NodeEdit> Edits)? InArguments(ExpressionSyntax call, SemanticModel model, CancellationToken cancellation)
    {
        var arguments = call switch
        {
            InvocationExpressionSyntax invocation => invocation.ArgumentList,
            BaseObjectCreationExpressionSyntax creation => creation.ArgumentList,
            _ => null,
        };
        string? title = null;
        var edits = new List<NodeEdit>();
        foreach (var argument in arguments?.Arguments ?? default)
        {
            if ((CultureConstant.Of(argument.Expression, model, cancellation) ?? CultureConstant.OfNothing(argument, model, cancellation)) is not var (found, edit))
                continue;
            title ??= found;
            edits.Add(edit);
        }

        return title is null ? null : (title, edits);
    }

    /// <summary>A culture somewhere inside: <c>CultureInfo.CurrentCulture.TextInfo.ToTitleCase(…)</c>.</summary>
    private static (string Title, IReadOnlyList<NodeEdit> Edits)? Within(ExpressionSyntax expression, SemanticModel model, CancellationToken cancellation)
    {
        for (var current = expression; current is not null;)
        {
            if (CultureConstant.Of(current, model, cancellation) is var (title, edit))
                return (title, [edit]);
            current = current switch
            {
                InvocationExpressionSyntax call => call.Expression,
                MemberAccessExpressionSyntax access => access.Expression,
                _ => null,
            };
        }

        return null;
    }
}
