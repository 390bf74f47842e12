using Basic.Reference.Assemblies;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.Diagnostics;
using Microsoft.CodeAnalysis.Testing;
using Microsoft.CodeAnalysis.Text;
using Scuttlegen.CodeFixes;
using Scuttlegen.Generators;
using Xunit;

namespace Scuttlegen.Analyzers.Tests.Testing;

/// <summary>
/// Applies the fix one by one and all at once (document, project, solution), each time to the same result, which must compile and be
/// free of the rules' diagnostics but those marked.
/// </summary>
internal static class Fixing
{
    /// <summary>Marked diagnostics (<c>{|SCUT1001:…|}</c>) in <paramref name="before"/>; the whole file afterwards.</summary>
    public static Task BecomesAsync(string before, string after) => RunAsync(new Test(), before, after, CodeFixTestBehaviors.None);

    /// <summary>As <see cref="BecomesAsync(string,string)"/>, for the body of one reducer in a file that has nothing else.</summary>
    public static Task BodyBecomesAsync(string before, string after, string beside = "") => RunAsync(
        new Test(),
        "using System;\nusing Scuttlegen;\n\n" + Programs.Reducer(before, beside),
        "using System;\nusing Scuttlegen;\n\n" + Programs.Reducer(after, beside, "Tally state, Bumped action, ReplayContext context"),
        CodeFixTestBehaviors.SkipFixAllInProjectCheck | CodeFixTestBehaviors.SkipFixAllInSolutionCheck);

    /// <summary>Nothing is offered.</summary>
    public static Task IsNotOfferedAsync(string source) => RunAsync(new Test(), source, source, CodeFixTestBehaviors.SkipFixAllCheck);

    /// <summary>As <see cref="BecomesAsync(string,string)"/>, by another fix.</summary>
    /// <param name="fix">The fix.</param>
    /// <param name="before">Marked diagnostics.</param>
    /// <param name="after">The whole file afterwards; marked: what stays.</param>
    /// <param name="key">Which of several offers; <see langword="null"/>: the first.</param>
    /// <param name="beside">A second file and what becomes of it.</param>
    /// <param name="behaviors">Checks to be left out.</param>
    public static Task BecomesAsync(CodeFixProvider fix, string before, string after, string? key = null, (string Before, string After)? beside = null, CodeFixTestBehaviors behaviors = CodeFixTestBehaviors.None)
    {
        var test = new Test { Fix = fix, CodeActionEquivalenceKey = key };
        if (beside is var (other, changed))
        {
            test.TestState.Sources.Add(("Beside.cs", Lf(other)));
            test.FixedState.Sources.Add(("Beside.cs", Lf(changed)));
        }

        return RunAsync(test, before, after, behaviors);
    }

    /// <summary>The same result twice would not be a fix.</summary>
    public static Task IsNotOfferedAsync(CodeFixProvider fix, string source, string? key = null) =>
        RunAsync(new Test { Fix = fix, CodeActionEquivalenceKey = key }, source, source, CodeFixTestBehaviors.SkipFixAllCheck);

    private static async Task RunAsync(Test test, string before, string after, CodeFixTestBehaviors behaviors)
    {
        test.TestState.Sources.Insert(0, ("Test0.cs", SourceText.From(Lf(before))));
        test.FixedState.Sources.Insert(0, ("Test0.cs", SourceText.From(Lf(after))));
        test.ReferenceAssemblies = new ReferenceAssemblies("net10.0");
        test.CodeFixTestBehaviors = behaviors;
        foreach (var state in new SolutionState[] { test.TestState, test.FixedState })
        {
            state.AdditionalReferences.AddRange(Programs.References);
            state.Sources.Add(("Types.cs", Lf(Types)));
        }

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
        public CodeFixProvider Fix { get; init; } = new ReplayContextFix();

        public override string Language => LanguageNames.CSharp;

        public override Type SyntaxKindType => typeof(Microsoft.CodeAnalysis.CSharp.SyntaxKind);

        protected override string DefaultFileExt => "cs";

        protected override IEnumerable<DiagnosticAnalyzer> GetDiagnosticAnalyzers() =>
            // What the generator's own analyzer finds, it finds in every program that is not whole: it comes only for fixes of its findings.
            Fix.FixableDiagnosticIds.Any(id => Analysis.Analyzers.Any(analyzer => analyzer.SupportedDiagnostics.Any(rule => rule.Id == id))) ? Analysis.Analyzers : [new GossipAnalyzer()];

        protected override IEnumerable<CodeFixProvider> GetCodeFixProviders() => [Fix];

        protected override CompilationOptions CreateCompilationOptions() =>
            // The rule about overflow speaks only in projects that set it.
            ((CSharpCompilationOptions)Programs.Compile().Options).WithOverflowChecks(Fix is OverflowFix);

        protected override ParseOptions CreateParseOptions() => Programs.ParseOptions;
    }
}
