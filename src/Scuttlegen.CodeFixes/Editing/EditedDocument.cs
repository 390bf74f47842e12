using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Scuttlegen.CodeFixes;

/// <summary>Applies edits to a document, and asks what would come of it.</summary>
internal static class EditedDocument
{
    /// <summary>The document after the edits. Of several edits of one node the first counts: findings that share a way out share its edit.</summary>
    public static async Task<Document> ApplyAsync(Document document, IReadOnlyCollection<NodeEdit> edits, CancellationToken cancellation)
    {
        var root = (await document.GetSyntaxRootAsync(cancellation).ConfigureAwait(false))!;
        var byNode = new Dictionary<SyntaxNode, NodeEdit>();
        foreach (var edit in edits)
        {
            if (!byNode.ContainsKey(edit.Node))
                byNode.Add(edit.Node, edit);
        }

        var unit = (CompilationUnitSyntax)root.ReplaceNodes(byNode.Keys, (original, current) => byNode[original].Change(current));
        foreach (var name in byNode.Values.SelectMany(static edit => edit.Usings).Distinct(StringComparer.Ordinal).OrderBy(static name => name, StringComparer.Ordinal))
            unit = Usings.Add(unit, name);
        return document.WithSyntaxRoot(unit);
    }

    /// <summary>Whether every document that mentions <paramref name="name"/>, here and in what builds on this project, has no error that it had not before.</summary>
    public static async Task<bool> StillCompilesAsync(Document document, IReadOnlyCollection<NodeEdit> edits, string name, CancellationToken cancellation)
    {
        var solution = document.Project.Solution;
        var edited = (await ApplyAsync(document, edits, cancellation).ConfigureAwait(false)).Project.Solution;
        var projects = solution.GetProjectDependencyGraph().GetProjectsThatTransitivelyDependOnThisProject(document.Project.Id).Prepend(document.Project.Id);
        foreach (var other in projects.SelectMany(id => solution.GetProject(id)!.Documents))
        {
            var text = await other.GetTextAsync(cancellation).ConfigureAwait(false);
            if (other.Id != document.Id && text.ToString().IndexOf(name, StringComparison.Ordinal) < 0)
                continue;
            if (await ErrorsInAsync(edited.GetDocument(other.Id)!, cancellation).ConfigureAwait(false) > await ErrorsInAsync(other, cancellation).ConfigureAwait(false))
                return false;
        }

        return true;
    }

    private static async Task<int> ErrorsInAsync(Document document, CancellationToken cancellation)
    {
        var model = await document.GetSemanticModelAsync(cancellation).ConfigureAwait(false);
        return model!.GetDiagnostics(cancellationToken: cancellation).Count(static diagnostic => diagnostic.Severity == DiagnosticSeverity.Error);
    }
}
