using System.Composition;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Scuttlegen.Analyzers;
using Scuttlegen.Analyzers.Rules;

namespace Scuttlegen.CodeFixes;

/// <summary>
/// Statements in a reducer that change what it was given make a changed copy: <c>return state with { X = v };</c>. So do those that drop the result
/// of an immutable collection's method.
/// </summary>
[ExportCodeFixProvider(LanguageNames.CSharp, Name = nameof(CopyFix))]
[Shared]
public sealed class CopyFix() : SinkFix(RuleIds.InputMutated, DroppedResult)
{
    private const string DroppedResult = "SCUT4008";

    private protected override bool Concerns(Diagnostic diagnostic) => diagnostic.Id == DroppedResult || diagnostic.Properties.ContainsKey(EffectRule.DirectProperty);

    private protected override IEnumerable<Offer> OffersFor(SyntaxNode sink, SemanticModel model, CancellationToken cancellation)
    {
        if (sink.FirstAncestorOrSelf<ExpressionStatementSyntax>() is not { Parent: BlockSyntax block } statement
            // Who calls a function inside wants the change that a copy would keep to itself.
            || sink.Ancestors().Any(static node => node is AnonymousFunctionExpressionSyntax or LocalFunctionStatementSyntax)
            || MutationRun.Around(statement, block, model, cancellation) is not { } run)
        {
            yield break;
        }

        yield return new Offer("Make a changed copy", "Scuttlegen.MakeCopy", [NodeEdit.Of(block, run.ApplyTo)]);
    }
}
