using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeActions;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.Text;

namespace Scuttlegen.CodeFixes;

/// <summary>
/// A fix that changes the sink of a finding where it stands, be that in the reducer or in a helper in another file. A fix of its own is
/// the ids and a function from sinks to offers.
/// </summary>
public abstract class SinkFix : CodeFixProvider
{
    private protected SinkFix(params string[] ids)
    {
        FixableDiagnosticIds = [.. ids];
    }

    /// <inheritdoc/>
    public sealed override ImmutableArray<string> FixableDiagnosticIds { get; }

    /// <inheritdoc/>
    public sealed override FixAllProvider GetFixAllProvider() => SinkFixAll.Instance;

    /// <inheritdoc/>
    public sealed override async Task RegisterCodeFixesAsync(CodeFixContext context)
    {
        foreach (var diagnostic in context.Diagnostics)
        {
            if (SinkOf(diagnostic, context.Document.Project) is not var (document, span))
                continue;
            foreach (var offer in await OffersAsync(document, span, context.CancellationToken).ConfigureAwait(false))
            {
                context.RegisterCodeFix(
                    CodeAction.Create(offer.Title, _ => Task.FromResult(EditedSolution.Apply(document.Project.Solution, offer.Edits)), offer.Key),
                    diagnostic);
            }
        }
    }

    /// <summary>Whether the fix is for this finding at all.</summary>
    private protected virtual bool Concerns(Diagnostic diagnostic) => true;

    /// <summary>The place that the fix changes: by default the sink, which is the first additional location.</summary>
    private protected virtual Location PlaceOf(Diagnostic diagnostic) => diagnostic.AdditionalLocations is [var sink, ..] ? sink : diagnostic.Location;

    /// <summary>The ways out, the best first.</summary>
    private protected abstract IEnumerable<Offer> OffersFor(SyntaxNode sink, SemanticModel model, CancellationToken cancellation);

    /// <summary>The document and span to change, or <see langword="null"/> where no user can.</summary>
    internal (Document Document, TextSpan Span)? SinkOf(Diagnostic diagnostic, Project project)
    {
        if (!Concerns(diagnostic) || PlaceOf(diagnostic) is not { SourceTree: { } tree } place)
            return null;
        var document = project.Solution.GetDocument(tree)
            ?? project.Documents.FirstOrDefault(other => other.FilePath is { } path ? path == tree.FilePath : other.Name == tree.FilePath);
        return document is null or SourceGeneratedDocument ? null : (document, place.SourceSpan);
    }

    /// <summary>The offers that hold.</summary>
    internal async Task<ImmutableArray<Offer>> OffersAsync(Document document, TextSpan span, CancellationToken cancellation)
    {
        var root = (await document.GetSyntaxRootAsync(cancellation).ConfigureAwait(false))!;
        if (!root.FullSpan.Contains(span))
            return [];
        var model = (await document.GetSemanticModelAsync(cancellation).ConfigureAwait(false))!;
        var offers = ImmutableArray.CreateBuilder<Offer>();
        foreach (var offer in OffersFor(root.FindNode(span, getInnermostNodeForTie: true), model, cancellation))
        {
            if (offer.MustCompile is null || await EditedSolution.StillCompilesAsync(document.Project, offer.Edits, offer.MustCompile, cancellation).ConfigureAwait(false))
                offers.Add(offer);
        }

        return offers.ToImmutable();
    }
}
