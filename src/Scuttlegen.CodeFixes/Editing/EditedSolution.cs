using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Scuttlegen.CodeFixes;

/// <summary>Applies edits to a solution, and asks what would come of it.</summary>
internal static class EditedSolution
{
    /// <summary>The solution after the edits. Of several edits of one node the first counts: findings that share a way out share its edit.</summary>
    public static Solution Apply(Solution solution, IReadOnlyCollection<NodeEdit> edits)
    {
        var edited = solution;
        foreach (var ofTree in edits.GroupBy(static edit => edit.Node.SyntaxTree))
        {
            if (solution.GetDocument(ofTree.Key) is not { } document)
                continue;
            var byNode = new Dictionary<SyntaxNode, NodeEdit>();
            foreach (var edit in ofTree)
            {
                if (!byNode.ContainsKey(edit.Node))
                    byNode.Add(edit.Node, edit);
            }

            var unit = (CompilationUnitSyntax)ofTree.Key.GetRoot().ReplaceNodes(byNode.Keys, (original, current) => byNode[original].Change(current));
            foreach (var name in byNode.Values.SelectMany(static edit => edit.Usings).Distinct(StringComparer.Ordinal).OrderBy(static name => name, StringComparer.Ordinal))
                unit = Usings.Add(unit, name);
            edited = edited.WithDocumentSyntaxRoot(document.Id, unit);
        }

        return edited;
    }

    /// <summary>
    /// Whether every document that is edited or mentions <paramref name="name"/>, here and in what builds on this project, has no error that it had
    /// not before.
    /// </summary>
    public static async Task<bool> StillCompilesAsync(Project project, IReadOnlyCollection<NodeEdit> edits, string name, CancellationToken cancellation)
    {
        var solution = project.Solution;
        var edited = Apply(solution, edits);
        var trees = new HashSet<SyntaxTree>(edits.Select(static edit => edit.Node.SyntaxTree));
        var projects = solution.GetProjectDependencyGraph().GetProjectsThatTransitivelyDependOnThisProject(project.Id).Prepend(project.Id);
        foreach (var document in projects.SelectMany(id => solution.GetProject(id)!.Documents))
        {
            var tree = (await document.GetSyntaxTreeAsync(cancellation).ConfigureAwait(false))!;
            if (!trees.Contains(tree) && (await tree.GetTextAsync(cancellation).ConfigureAwait(false)).ToString().IndexOf(name, StringComparison.Ordinal) < 0)
                continue;
            if (await ErrorsInAsync(edited.GetDocument(document.Id)!, cancellation).ConfigureAwait(false) > await ErrorsInAsync(document, cancellation).ConfigureAwait(false))
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
