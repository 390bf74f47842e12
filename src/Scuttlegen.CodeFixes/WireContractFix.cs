using System.Collections.Immutable;
using System.Composition;
using System.Text;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeActions;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.Text;

namespace Scuttlegen.CodeFixes;

/// <summary>Writes into <c>WireContract.Unshipped.txt</c> what the analyzer says should stand there; creates the file where there is none.</summary>
[ExportCodeFixProvider(
    LanguageNames.CSharp, Name = nameof(WireContractFix), DocumentKinds = [nameof(TextDocumentKind.Document), nameof(TextDocumentKind.AdditionalDocument)])]
[Shared]
public sealed class WireContractFix : CodeFixProvider
{
    private const string UnrecordedKind = "SCUT3010";
    private const string UndeclaredKind = "SCUT3012";
    private const string OutdatedRecord = "SCUT3014";
    private const string ShippedName = "WireContract.Shipped.txt";
    private const string UnshippedName = "WireContract.Unshipped.txt";

    /// <inheritdoc/>
    public override ImmutableArray<string> FixableDiagnosticIds { get; } = [UnrecordedKind, UndeclaredKind, OutdatedRecord];

    /// <inheritdoc/>
    public override FixAllProvider GetFixAllProvider() => AllAtOnce.Instance;

    /// <inheritdoc/>
    public override Task RegisterCodeFixesAsync(CodeFixContext context)
    {
        var project = context.TextDocument.Project;
        foreach (var diagnostic in context.Diagnostics)
        {
            if (EditFor(diagnostic) is not { } edit) continue;
            var (title, key) = Offer(diagnostic.Id, edit);
            context.RegisterCodeFix(CodeAction.Create(title, cancellation => ApplyAsync(project, [edit], cancellation), key), diagnostic);
        }

        return Task.CompletedTask;
    }

    private static (string Title, string Key) Offer(string id, ContractEdit edit) => id switch
    {
        UndeclaredKind => ($"Record that {edit.Kind} is removed", "RemoveFromWireContract"),
        _ when edit.Line is null => ($"Remove the line of {edit.Kind} from {UnshippedName}", "CleanWireContract"),
        _ => ($"Record {edit.Kind} in {UnshippedName}", "RecordInWireContract"),
    };

    private static ContractEdit? EditFor(Diagnostic diagnostic) =>
        diagnostic.Properties.TryGetValue("Kind", out var kind) && kind is not null
            ? new ContractEdit(kind, diagnostic.Properties.TryGetValue("Line", out var line) ? line : null)
            : null;

    private static async Task<Solution> ApplyAsync(Project project, IEnumerable<ContractEdit> edits, CancellationToken cancellation)
    {
        var document = Find(project, UnshippedName);
        var text = document is null ? SourceText.From("", new UTF8Encoding(encoderShouldEmitUTF8Identifier: false)) : await document.GetTextAsync(cancellation).ConfigureAwait(false);
        foreach (var edit in edits) text = edit.ApplyTo(text);
        if (document is not null) return project.Solution.WithAdditionalDocumentText(document.Id, text);

        var beside = Find(project, ShippedName)?.FilePath ?? project.FilePath;
        var path = beside is null ? UnshippedName : Path.Combine(Path.GetDirectoryName(beside)!, UnshippedName);
        return project.AddAdditionalDocument(UnshippedName, text, filePath: path).Project.Solution;
    }

    private static TextDocument? Find(Project project, string name) =>
        project.AdditionalDocuments.FirstOrDefault(document => string.Equals(Path.GetFileName(document.FilePath ?? document.Name), name, StringComparison.OrdinalIgnoreCase));

    /// <summary>All lines of a project in one go: one after the other they would be edits of one place.</summary>
    private sealed class AllAtOnce : FixAllProvider
    {
        public static readonly AllAtOnce Instance = new();

        public override Task<CodeAction?> GetFixAsync(FixAllContext context) => Task.FromResult<CodeAction?>(
            CodeAction.Create("Update " + UnshippedName, cancellation => FixAsync(context, cancellation), context.CodeActionEquivalenceKey));

        private static async Task<Solution> FixAsync(FixAllContext context, CancellationToken cancellation)
        {
            var solution = context.Solution;
            var projects = context.Scope == FixAllScope.Solution ? solution.Projects : [context.Project];
            foreach (var project in projects.ToList())
            {
                var found = context is { Scope: FixAllScope.Document, Document: { } document }
                    ? await context.GetDocumentDiagnosticsAsync(document).ConfigureAwait(false)
                    : await context.GetAllDiagnosticsAsync(project).ConfigureAwait(false);
                var edits = found
                    .Select(static diagnostic => (diagnostic.Id, Edit: EditFor(diagnostic)))
                    .Where(offered => offered.Edit is not null && Offer(offered.Id, offered.Edit).Key == context.CodeActionEquivalenceKey)
                    .Select(static offered => offered.Edit!)
                    .Distinct()
                    .ToList();
                if (edits.Count > 0) solution = await ApplyAsync(solution.GetProject(project.Id)!, edits, cancellation).ConfigureAwait(false);
            }

            return solution;
        }
    }
}
