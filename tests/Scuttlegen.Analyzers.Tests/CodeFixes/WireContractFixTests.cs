using System.Collections.Immutable;
using System.Text;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.CSharp.Testing;
using Microsoft.CodeAnalysis.Diagnostics;
using Microsoft.CodeAnalysis.Testing;
using Microsoft.CodeAnalysis.Text;
using Scuttlegen.Analyzers.Tests.Testing;
using Scuttlegen.CodeFixes;
using Scuttlegen.Generators;
using Xunit;

namespace Scuttlegen.Analyzers.Tests.CodeFixes;

/// <summary>What the fix writes into the contract files, one by one and all at once, and what it leaves as it was.</summary>
public sealed class WireContractFixTests
{
    private const string Header = "# wire contract 1\n";
    private const string Shipped = "WireContract.Shipped.txt";
    private const string Unshipped = "WireContract.Unshipped.txt";

    [Fact]
    public Task A_kind_is_recorded() => BecomesAsync(
        "[GossipAction(\"b\")] public sealed partial record {|SCUT3010:B|}(int By);",
        [(Unshipped, Header)],
        [(Unshipped, Header + "\"b\" B [By:int32]\n")]);

    [Fact]
    public Task All_kinds_are_recorded_in_ordinal_order() => BecomesAsync(
        """
        [GossipAction("d")] public sealed partial record {|SCUT3010:D|};
        [GossipAction("b")] public sealed partial record B;
        [GossipAction("a")] public sealed partial record {|SCUT3010:A|};
        [GossipAction("C")] public sealed partial record {|SCUT3010:C|};
        """,
        [(Unshipped, Header + "\"b\" B []\n")],
        [(Unshipped, Header + "\"C\" C []\n\"a\" A []\n\"b\" B []\n\"d\" D []\n")]);

    [Fact]
    public Task An_empty_file_gets_its_header() => BecomesAsync(
        "[GossipAction] public sealed partial record {|SCUT3010:A|};",
        [(Unshipped, "")],
        [(Unshipped, Header + "\"A\" A []\n")]);

    [Fact]
    public Task The_file_is_created_beside_the_other() => BecomesAsync(
        "[GossipAction] public sealed partial record {|SCUT3010:A|};",
        [("/0/" + Shipped, Header)],
        [("/0/" + Shipped, Header), ("/0/" + Unshipped, Header + "\"A\" A []\n")]);

    [Fact]
    public Task Comments_stay_with_their_lines_and_a_file_without_a_last_newline_stays_without() => BecomesAsync(
        """
        [GossipAction("a")] public sealed partial record {|SCUT3010:A|};
        [GossipAction("b")] public sealed partial record B;
        [GossipAction("c")] public sealed partial record {|SCUT3010:C|};
        """,
        [(Unshipped, Header + "\n# the one\n# and only\n\"b\" B []")],
        [(Unshipped, Header + "\n\"a\" A []\n# the one\n# and only\n\"b\" B []\n\"c\" C []")]);

    [Fact]
    public Task Windows_line_ends_stay() => BecomesAsync(
        "[GossipAction(\"a\")] public sealed partial record {|SCUT3010:A|};\n[GossipAction(\"b\")] public sealed partial record B;\n[GossipAction(\"c\")] public sealed partial record {|SCUT3010:C|};",
        [(Unshipped, "# wire contract 1\r\n\"b\" B []\r\n")],
        [(Unshipped, "# wire contract 1\r\n\"a\" A []\r\n\"b\" B []\r\n\"c\" C []\r\n")]);

    [Fact]
    public Task An_appended_member_is_recorded_beside_what_was_shipped() => BecomesAsync(
        "[GossipAction(\"a\")] public sealed partial record {|SCUT3014:A|}(int By, string Note = \"-\");",
        [(Shipped, Header + "\"a\" A [By:int32]\n"), (Unshipped, Header)],
        [(Shipped, Header + "\"a\" A [By:int32]\n"), (Unshipped, Header + "\"a\" A [By:int32, Note:text=\"-\"]\n")]);

    [Fact]
    public Task A_record_that_never_was_shipped_is_updated() => BecomesAsync(
        "[GossipAction(\"a\")] public sealed partial record {|SCUT3014:A|}(string Text);",
        [(Unshipped, Header + "# first\n\"a\" A [By:int32]\n# last\n")],
        [(Unshipped, Header + "# first\n\"a\" A [Text:text]\n# last\n")]);

    [Fact]
    public Task A_line_that_says_nothing_any_more_goes() => BecomesAsync(
        "[GossipAction(\"a\")] public sealed partial record {|SCUT3014:A|}(int By);",
        [(Shipped, Header + "\"a\" A [By:int32]\n"), (Unshipped, Header + "# first\n\"a\" A [By:int32, Note:text?=]\n# last\n")],
        [(Shipped, Header + "\"a\" A [By:int32]\n"), (Unshipped, Header + "# first\n# last\n")]);

    /// <summary>Offered in the contract file itself, where the test framework offers nothing.</summary>
    [Theory]
    [InlineData(null, "*REMOVED*\"a\" A [By:int32]\n")]
    [InlineData(FixAllScope.Project, "*REMOVED*\"a\" A [By:int32]\n*REMOVED*\"b\" B []\n")]
    [InlineData(FixAllScope.Solution, "*REMOVED*\"a\" A [By:int32]\n*REMOVED*\"b\" B []\n")]
    public async Task A_removal_is_recorded(FixAllScope? scope, string recorded)
    {
        var cancellation = TestContext.Current.CancellationToken;
        using var workspace = new AdhocWorkspace();
        var project = workspace.AddProject("Consumer", LanguageNames.CSharp)
            .WithMetadataReferences(Programs.References).WithCompilationOptions(Programs.Compile().Options)
            .AddDocument("Source.cs", "public static class Nothing;").Project
            .AddAdditionalDocument(Shipped, Header + "\"a\" A [By:int32]\n\"b\" B []\n", filePath: "/app/" + Shipped).Project;
        var found = await FindAsync(project);
        Assert.Equal(["SCUT3012", "SCUT3012"], found.Select(diagnostic => diagnostic.Id));

        var fix = new WireContractFix();
        var offered = new List<Microsoft.CodeAnalysis.CodeActions.CodeAction>();
        var document = project.AdditionalDocuments.Single();
        await fix.RegisterCodeFixesAsync(new CodeFixContext(document, found[0], (action, _) => offered.Add(action), cancellation));
        var single = Assert.Single(offered);
        var action = scope is null ? single : await fix.GetFixAllProvider().GetFixAsync(new FixAllContext(
            project, fix, scope.Value, single.EquivalenceKey, found.Select(diagnostic => diagnostic.Id), new Diagnostics(FindAsync), cancellation));

        var changed = (await action!.GetOperationsAsync(cancellation)).OfType<Microsoft.CodeAnalysis.CodeActions.ApplyChangesOperation>().Single().ChangedSolution.Projects.Single();
        var unshipped = changed.AdditionalDocuments.Single(other => other.Name == Unshipped);
        Assert.Equal("/app/" + Unshipped, unshipped.FilePath?.Replace('\\', '/'));
        Assert.Equal(Header + recorded, (await unshipped.GetTextAsync(cancellation)).ToString());
        Assert.Equal(scope is null ? ["SCUT3012"] : [], (await FindAsync(changed)).Select(diagnostic => diagnostic.Id));
    }

    private static async Task<ImmutableArray<Diagnostic>> FindAsync(Project project)
    {
        var compilation = await project.GetCompilationAsync(TestContext.Current.CancellationToken);
        var found = await compilation!.WithAnalyzers([new WireContractAnalyzer()], project.AnalyzerOptions).GetAnalyzerDiagnosticsAsync(TestContext.Current.CancellationToken);
        return [.. found.OrderBy(diagnostic => diagnostic.Location.SourceSpan.Start)];
    }

    private sealed class Diagnostics(Func<Project, Task<ImmutableArray<Diagnostic>>> find) : FixAllContext.DiagnosticProvider
    {
        public override async Task<IEnumerable<Diagnostic>> GetAllDiagnosticsAsync(Project project, CancellationToken cancellationToken) => await find(project);

        public override Task<IEnumerable<Diagnostic>> GetDocumentDiagnosticsAsync(Document document, CancellationToken cancellationToken) => Task.FromResult<IEnumerable<Diagnostic>>([]);

        public override Task<IEnumerable<Diagnostic>> GetProjectDiagnosticsAsync(Project project, CancellationToken cancellationToken) => Task.FromResult<IEnumerable<Diagnostic>>([]);
    }

    private static async Task BecomesAsync(string source, (string Name, string Text)[] before, (string Name, string Text)[] after)
    {
        var test = new Test
        {
            TestCode = "using Scuttlegen;\n" + source,
            FixedCode = "using Scuttlegen;\n" + source.Replace("{|SCUT3010:", "", StringComparison.Ordinal).Replace("{|SCUT3014:", "", StringComparison.Ordinal).Replace("|}", "", StringComparison.Ordinal),
            ReferenceAssemblies = new ReferenceAssemblies("net10.0"),
        };
        foreach (var state in new SolutionState[] { test.TestState, test.FixedState }) state.AdditionalReferences.AddRange(Programs.References);
        foreach (var (name, text) in before) test.TestState.AdditionalFiles.Add((name, text));
        foreach (var (name, text) in after)
        {
            // What was there keeps its encoding, what is created has one.
            var isNew = before.All(file => file.Name != name);
            test.FixedState.AdditionalFiles.Add((name, SourceText.From(text, isNew ? new UTF8Encoding(encoderShouldEmitUTF8Identifier: false) : null)));
        }

        await test.RunAsync(TestContext.Current.CancellationToken);
    }

    private sealed class Test : CodeFixTest<DefaultVerifier>
    {
        public override string Language => LanguageNames.CSharp;

        public override Type SyntaxKindType => typeof(Microsoft.CodeAnalysis.CSharp.SyntaxKind);

        protected override string DefaultFileExt => "cs";

        protected override IEnumerable<DiagnosticAnalyzer> GetDiagnosticAnalyzers() => [new WireContractAnalyzer()];

        protected override IEnumerable<CodeFixProvider> GetCodeFixProviders() => [new WireContractFix()];

        protected override CompilationOptions CreateCompilationOptions() => Programs.Compile().Options;

        protected override ParseOptions CreateParseOptions() => Programs.ParseOptions;
    }
}
