using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeActions;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.Text;

namespace Scuttlegen.CodeFixes;

/// <summary>
/// Fixes findings by where their sinks stand, each sink once: several reducers may lead to one, and reports in one document may have
/// their sinks in another.
/// </summary>
internal sealed class SinkFixAll : FixAllProvider
{
    public static readonly SinkFixAll Instance = new();

    public override Task<CodeAction?> GetFixAsync(FixAllContext fixAllContext) => Task.FromResult<CodeAction?>(
        CodeAction.Create("Fix all", cancellation => FixAsync(fixAllContext, (SinkFix)fixAllContext.CodeFixProvider, cancellation), fixAllContext.CodeActionEquivalenceKey));

    private static async Task<Solution> FixAsync(FixAllContext context, SinkFix fix, CancellationToken cancellation)
    {
        var sinks = new Dictionary<DocumentId, (Document Document, HashSet<TextSpan> Spans)>();
        foreach (var project in context.Scope == FixAllScope.Solution ? context.Solution.Projects : [context.Project])
        {
            var found = context is { Scope: FixAllScope.Document, Document: { } only }
                ? await context.GetDocumentDiagnosticsAsync(only).ConfigureAwait(false)
                : await context.GetAllDiagnosticsAsync(project).ConfigureAwait(false);
            foreach (var diagnostic in found)
            {
                if (fix.SinkOf(diagnostic, project) is not var (document, span))
                    continue;
                if (!sinks.TryGetValue(document.Id, out var sink))
                    sinks.Add(document.Id, sink = (document, []));
                sink.Spans.Add(span);
            }
        }

        var edits = new List<NodeEdit>();
        foreach (var (document, spans) in sinks.Values)
        {
            foreach (var span in spans.OrderBy(static span => span.Start).ThenBy(static span => span.Length))
            {
                // `dotnet format` may ask without a key: then the best offer is taken.
                var offers = await fix.OffersAsync(document, span, cancellation).ConfigureAwait(false);
                if (offers.FirstOrDefault(offer => context.CodeActionEquivalenceKey is not { } key || offer.Key == key) is { } chosen)
                    edits.AddRange(chosen.Edits);
            }
        }

        return EditedSolution.Apply(context.Solution, edits);
    }
}
