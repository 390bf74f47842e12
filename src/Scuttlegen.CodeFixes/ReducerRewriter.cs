using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Scuttlegen.CodeFixes;

/// <summary>Rewrites the reducers of one document, all at once: replacements may stand inside one another.</summary>
internal static class ReducerRewriter
{
    /// <summary>What can be replaced, and the reducers around it.</summary>
    internal sealed record Plan(SyntaxNode Root, SemanticModel Model, ImmutableArray<Replacement> Replacements, ImmutableDictionary<MethodDeclarationSyntax, ContextParameter> Reducers);

    public static async Task<Plan> PlanAsync(Document document, ImmutableArray<Diagnostic> diagnostics, CancellationToken cancellation)
    {
        var root = (await document.GetSyntaxRootAsync(cancellation).ConfigureAwait(false))!;
        var model = (await document.GetSemanticModelAsync(cancellation).ConfigureAwait(false))!;
        var replacements = ImmutableArray.CreateBuilder<Replacement>();
        var reducers = new Dictionary<MethodDeclarationSyntax, ContextParameter?>();
        foreach (var diagnostic in diagnostics)
        {
            if (UseAt(root, diagnostic) is not { } use || use.FirstAncestorOrSelf<MethodDeclarationSyntax>() is not { } reducer)
                continue;
            if (!reducers.TryGetValue(reducer, out var parameter))
                reducers.Add(reducer, parameter = ContextParameter.For(reducer, model, cancellation));
            if (parameter is not null && parameter.IsVisibleAt(use, model) && Replacement.For(use, model, cancellation) is { } replacement)
                replacements.Add(replacement);
        }

        var needed = reducers.Where(pair => pair.Value is not null && replacements.Any(replacement => pair.Key.Span.Contains(replacement.Node.Span)));
        return new Plan(root, model, replacements.ToImmutable(), needed.ToImmutableDictionary(pair => pair.Key, pair => pair.Value!));
    }

    public static async Task<Document> RewriteAsync(Document document, ImmutableArray<Diagnostic> diagnostics, CancellationToken cancellation)
    {
        var plan = await PlanAsync(document, diagnostics, cancellation).ConfigureAwait(false);
        var edits = new Dictionary<SyntaxNode, Func<SyntaxNode, SyntaxNode>>();
        foreach (var replacement in plan.Replacements)
        {
            var context = plan.Reducers[replacement.Node.FirstAncestorOrSelf<MethodDeclarationSyntax>()!];
            edits[replacement.Node] = rewritten => replacement.Apply((ExpressionSyntax)rewritten, context.Name);
            // A static lambda or local function could not see the parameter.
            foreach (var function in replacement.Node.Ancestors().TakeWhile(node => node is not MethodDeclarationSyntax))
            {
                if (Unstatic.CanEdit(function))
                    edits[function] = Unstatic.Edit;
            }
        }

        foreach (var pair in plan.Reducers)
        {
            if (pair.Value.Exists)
                continue;
            edits[pair.Key] = rewritten => pair.Value.AddTo((MethodDeclarationSyntax)rewritten);
            foreach (var recursion in ContextParameter.RecursionsIn(pair.Key, plan.Model, cancellation))
                edits[recursion] = rewritten => pair.Value.Pass((InvocationExpressionSyntax)rewritten);
        }

        var root = plan.Root.ReplaceNodes(edits.Keys, (original, rewritten) => edits[original](rewritten));
        if (plan.Reducers.Values.Any(parameter => parameter.NeedsUsing))
            root = Usings.Add((CompilationUnitSyntax)root, "Scuttlegen");
        return document.WithSyntaxRoot(root);
    }

    private static ExpressionSyntax? UseAt(SyntaxNode root, Diagnostic diagnostic)
    {
        // The first additional location is the whole use, also where the underlined part is less.
        if (diagnostic.AdditionalLocations is not [var sink, ..] || sink.SourceTree?.FilePath != root.SyntaxTree.FilePath || !root.FullSpan.Contains(sink.SourceSpan))
            return null;
        return root.FindNode(sink.SourceSpan, getInnermostNodeForTie: true) as ExpressionSyntax;
    }
}
