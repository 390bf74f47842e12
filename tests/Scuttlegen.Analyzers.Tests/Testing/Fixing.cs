using Basic.Reference.Assemblies;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.CSharp.Testing;
using Microsoft.CodeAnalysis.Diagnostics;
using Microsoft.CodeAnalysis.Testing;
using Scuttlegen.CodeFixes;
using Xunit;

namespace Scuttlegen.Analyzers.Tests.Testing;

/// <summary>
/// Applies the fix one by one and all at once (document, project, solution), each time to the same result, which must compile and be
/// free of the rules' diagnostics but those marked.
/// </summary>
internal static class Fixing
{
    /// <summary>Marked diagnostics (<c>{|SCUT1001:…|}</c>) in <paramref name="before"/>; the whole file afterwards.</summary>
    public static Task BecomesAsync(string before, string after) => RunAsync(before, after, CodeFixTestBehaviors.None);

    /// <summary>As <see cref="BecomesAsync"/>, for the body of one reducer in a file that has nothing else.</summary>
    public static Task BodyBecomesAsync(string before, string after, string beside = "") => RunAsync(
        "using System;\nusing Scuttlegen;\n\n" + Programs.Reducer(before, beside),
        "using System;\nusing Scuttlegen;\n\n" + Programs.Reducer(after, beside, "Tally state, Bumped action, ReplayContext context"),
        CodeFixTestBehaviors.SkipFixAllInProjectCheck | CodeFixTestBehaviors.SkipFixAllInSolutionCheck);

    /// <summary>Nothing is offered.</summary>
    public static Task IsNotOfferedAsync(string source) => RunAsync(source, source, CodeFixTestBehaviors.SkipFixAllCheck);

    private static async Task RunAsync(string before, string after, CodeFixTestBehaviors behaviors)
    {
        var test = new Test
        {
            TestCode = Lf(before),
            FixedCode = Lf(after),
            ReferenceAssemblies = new ReferenceAssemblies("net10.0"),
            CodeFixTestBehaviors = behaviors,
        };
        foreach (var state in new SolutionState[] { test.TestState, test.FixedState })
        {
            state.AdditionalReferences.AddRange(Programs.References);
            state.Sources.Add(("Types.cs", Lf(Types)));
        }

        if (before == after)
            test.FixedState.MarkupHandling = MarkupMode.Allow;
        await test.RunAsync(TestContext.Current.CancellationToken);
    }

    private const string Types =
        """
        using System;

        public sealed record Tally(long Value = 0, string Text = "", DateTime At = default, DateTimeOffset Seen = default, Guid Id = default);

        public sealed record Bumped(int By = 1, string Text = "");
        """;

    private static string Lf(string text) => text.Replace("\r\n", "\n", StringComparison.Ordinal);

    private sealed class Test : CodeFixTest<DefaultVerifier>
    {
        public override string Language => LanguageNames.CSharp;

        public override Type SyntaxKindType => typeof(Microsoft.CodeAnalysis.CSharp.SyntaxKind);

        protected override string DefaultFileExt => "cs";

        protected override IEnumerable<DiagnosticAnalyzer> GetDiagnosticAnalyzers() => Analysis.Analyzers;

        protected override IEnumerable<CodeFixProvider> GetCodeFixProviders() => [new ReplayContextFix()];

        protected override CompilationOptions CreateCompilationOptions() => Programs.Compile().Options;

        protected override ParseOptions CreateParseOptions() => Programs.ParseOptions;
    }
}
