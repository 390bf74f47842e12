using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.CSharp.Testing;
using Microsoft.CodeAnalysis.Diagnostics;
using Microsoft.CodeAnalysis.Testing;
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

    [Fact]
    public Task A_removal_is_recorded() => BecomesAsync(
        "",
        [(Shipped, Header + "{|SCUT3012:\"a\" A [By:int32]|}\n{|SCUT3012:\"b\" B []|}\n"), (Unshipped, Header)],
        [(Shipped, Header + "\"a\" A [By:int32]\n\"b\" B []\n"), (Unshipped, Header + "*REMOVED*\"a\" A [By:int32]\n*REMOVED*\"b\" B []\n")]);

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
        foreach (var (name, text) in after) test.FixedState.AdditionalFiles.Add((name, text));
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
