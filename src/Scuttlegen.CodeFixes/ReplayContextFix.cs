using System.Collections.Immutable;
using System.Composition;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeActions;
using Microsoft.CodeAnalysis.CodeFixes;
using Scuttlegen.Analyzers;
using Scuttlegen.Analyzers.Rules;

namespace Scuttlegen.CodeFixes;

/// <summary>
/// Clock reads and random draws that stand in a reducer itself become <c>ReplayContext</c>'s; the reducer gets the parameter
/// where it has none. Generated stores pass it; source that calls the reducer directly, such as a test, has to pass one too.
/// </summary>
[ExportCodeFixProvider(LanguageNames.CSharp, Name = nameof(ReplayContextFix))]
[Shared]
public sealed class ReplayContextFix : CodeFixProvider
{
    private const string Key = "Scuttlegen.UseReplayContext";

    /// <inheritdoc/>
    public override ImmutableArray<string> FixableDiagnosticIds { get; } = [RuleIds.ClockRead, RuleIds.Randomness];

    /// <inheritdoc/>
    public override FixAllProvider GetFixAllProvider() =>
        FixAllProvider.Create(static async (context, document, diagnostics) =>
            await ReducerRewriter.RewriteAsync(document, diagnostics, context.CancellationToken).ConfigureAwait(false));

    /// <inheritdoc/>
    public override async Task RegisterCodeFixesAsync(CodeFixContext context)
    {
        foreach (var diagnostic in context.Diagnostics)
        {
            if (!diagnostic.Properties.ContainsKey(EffectRule.DirectProperty))
                continue;
            var plan = await ReducerRewriter.PlanAsync(context.Document, [diagnostic], context.CancellationToken).ConfigureAwait(false);
            if (plan.Replacements is not [var first, ..])
                continue;
            var name = plan.Reducers.Values.Single().Name;
            context.RegisterCodeFix(
                CodeAction.Create($"Use '{first.Preview(name)}'", token => ReducerRewriter.RewriteAsync(context.Document, [diagnostic], token), Key),
                diagnostic);
        }
    }
}
