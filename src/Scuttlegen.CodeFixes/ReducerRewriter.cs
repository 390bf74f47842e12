using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Scuttlegen.CodeFixes;

/// <summary>Rewrites the reducers of one document, all at once: replacements may stand inside one another.</summary>
internal static class ReducerRewriter
{
    /// <summary>What can be replaced, and the reducers around it.</summary>
    /// <param name="Root">The document's tree.</param>
    /// <param name="Model">Its semantic model.</param>
    /// <param name="Replacements">Each use once.</param>
    /// <param name="Reducers">The reducers they stand in.</param>
    /// <param name="Leftovers">Declarations of local generators that nothing uses any more.</param>
    internal sealed record Plan(
        SyntaxNode Root,
        SemanticModel Model,
        ImmutableArray<Replacement> Replacements,
        ImmutableDictionary<MethodDeclarationSyntax, ContextParameter> Reducers,
        ImmutableArray<LocalDeclarationStatementSyntax> Leftovers);

    public static async Task<Plan> PlanAsync(Document document, ImmutableArray<Diagnostic> diagnostics, CancellationToken cancellation)
    {
        var root = (await document.GetSyntaxRootAsync(cancellation).ConfigureAwait(false))!;
        var model = (await document.GetSemanticModelAsync(cancellation).ConfigureAwait(false))!;
        var replacements = new Dictionary<ExpressionSyntax, Replacement>();
        var reducers = new Dictionary<MethodDeclarationSyntax, ContextParameter?>();
        foreach (var diagnostic in diagnostics)
        {
            if (UseAt(root, diagnostic) is not { } use || use.FirstAncestorOrSelf<MethodDeclarationSyntax>() is not { } reducer)
                continue;
            if (!reducers.TryGetValue(reducer, out var parameter))
                reducers.Add(reducer, parameter = ContextParameter.For(reducer, model, cancellation));
            if (parameter is null)
                continue;
            var uses = LocalGenerator.MadeBy(use, model, cancellation) is { } generator ? generator.Uses : [use];
            var ways = uses.Select(other => parameter.IsVisibleAt(other, model) ? Replacement.For(other, model, cancellation) : null).ToList();
            if (ways.Any(way => way is null))
                continue;
            foreach (var way in ways)
                replacements[way!.Node] = way;
        }

        var needed = reducers.Where(pair => pair.Value is not null && replacements.Keys.Any(use => pair.Key.Span.Contains(use.Span)));
        return new Plan(
            root,
            model,
            replacements.Values.OrderBy(replacement => replacement.Node.SpanStart).ToImmutableArray(),
            needed.ToImmutableDictionary(pair => pair.Key, pair => pair.Value!),
            LocalGenerator.UnusedAfter(replacements.Keys, model, cancellation));
    }

    public static async Task<Document> RewriteAsync(Document document, ImmutableArray<Diagnostic> diagnostics, CancellationToken cancellation)
    {
        var plan = await PlanAsync(document, diagnostics, cancellation).ConfigureAwait(false);
        var edits = new Dictionary<SyntaxNode, Func<SyntaxNode, SyntaxNode>>();
        foreach (var replacement in plan.Replacements)
        {
            var context = plan.Reducers[replacement.Node.FirstAncestorOrSelf<MethodDeclarationSyntax>()!];
            edits[replacement.Node] = rewritten => replacement.Apply((ExpressionSyntax)rewritten, context.Name);
            foreach (var function in Unstatic.Around(replacement.Node, plan.Model, cancellation))
                edits[function] = Unstatic.Edit;
        }

        foreach (var pair in plan.Reducers)
        {
            if (pair.Value.Exists)
                continue;
            edits[pair.Key] = rewritten => pair.Value.AddTo((MethodDeclarationSyntax)rewritten);
            foreach (var recursion in ContextParameter.RecursionsIn(pair.Key, plan.Model, cancellation))
                edits[recursion] = rewritten => pair.Value.Pass((InvocationExpressionSyntax)rewritten);
        }

        var leftover = new SyntaxAnnotation();
        foreach (var declaration in plan.Leftovers)
            edits[declaration] = rewritten => WithoutIndent(rewritten).WithAdditionalAnnotations(leftover);

        var root = plan.Root.ReplaceNodes(edits.Keys, (original, rewritten) => edits[original](rewritten));
        while (root.GetAnnotatedNodes(leftover).LastOrDefault() is { } declaration)
            root = root.RemoveNode(declaration, SyntaxRemoveOptions.KeepLeadingTrivia | SyntaxRemoveOptions.KeepUnbalancedDirectives)!;

        if (plan.Reducers.Values.Any(parameter => parameter.NeedsUsing))
            root = Usings.Add((CompilationUnitSyntax)root, "Scuttlegen");
        return document.WithSyntaxRoot(root);
    }

    /// <summary>Comments above a statement stay when it goes; the blanks before it do not.</summary>
    private static SyntaxNode WithoutIndent(SyntaxNode statement)
    {
        var trivia = statement.GetLeadingTrivia();
        return trivia.Count > 0 && trivia.Last().IsKind(SyntaxKind.WhitespaceTrivia) ? statement.WithLeadingTrivia(trivia.RemoveAt(trivia.Count - 1)) : statement;
    }

    private static ExpressionSyntax? UseAt(SyntaxNode root, Diagnostic diagnostic)
    {
        // The first additional location is the whole use, also where the underlined part is less.
        if (diagnostic.AdditionalLocations is not [var sink, ..] || sink.SourceTree?.FilePath != root.SyntaxTree.FilePath || !root.FullSpan.Contains(sink.SourceSpan))
            return null;
        return root.FindNode(sink.SourceSpan, getInnermostNodeForTie: true) as ExpressionSyntax;
    }
}
