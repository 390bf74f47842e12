using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Diagnostics;
using Scuttlegen.Analyzers.Rules;
using Scuttlegen.Analyzers.Tests.Testing;
using Xunit;

namespace Scuttlegen.Analyzers.Tests.Rules;

public sealed class FixedSignatureSuppressorTests
{
    [Theory]
    [InlineData("IDE0060")]
    [InlineData("CA1801")]
    public async Task Only_parameters_that_the_signature_demands_are_silenced(string id)
    {
        const string Source =
            """
            public static partial class Hooks
            {
                [Reducer] public static Tally Reduce(Tally fixed1, Bumped fixed2, ReplayContext free1) => new();
                [Guard] public static bool Check(Tally fixed3, Bumped fixed4) => true;
                [Verifier] public static bool Verify(Bumped fixed5, Update fixed6, FeedPrefix free2) => true;
                [Admission] public static bool Admit(Bumped fixed7, Update fixed8, History<Tally> fixed9) => true;
                [Reducer] public static partial Tally Split(Tally fixedA, Bumped fixedB);
                public static partial Tally Split(Tally fixedC, Bumped fixedD) => new();
                public static Tally Other(Tally free3, Bumped free4) => new();
                [Reducer] public static Tally Nested(Tally fixedE, Bumped fixedF) { return Local(1); static Tally Local(int free5) => new(); }
            }
            """;
        var options = new CompilationWithAnalyzersOptions(new AnalyzerOptions([]), onAnalyzerException: null, concurrentAnalysis: true, logAnalyzerExecutionTime: false, reportSuppressedDiagnostics: true);
        var found = await Programs.Compile(("Test.cs", Source)).WithAnalyzers([new UnusedParameters(id), new FixedSignatureSuppressor()], options)
            .GetAnalyzerDiagnosticsAsync(TestContext.Current.CancellationToken);
        Assert.Equal(20, found.Count(diagnostic => diagnostic.Location.SourceTree?.FilePath == "Test.cs"));
        foreach (var diagnostic in found.Where(diagnostic => diagnostic.Location.SourceTree?.FilePath == "Test.cs"))
            Assert.Equal(diagnostic.GetMessage(null).StartsWith("fixed", StringComparison.Ordinal), diagnostic.IsSuppressed);
    }

#pragma warning disable RS1001, RS1029, RS1036, RS2008 // a stand-in, not an analyzer to ship
    private sealed class UnusedParameters(string id) : DiagnosticAnalyzer
    {
        private static readonly DiagnosticDescriptor Ide = new("IDE0060", "Unused", "{0}", "Style", DiagnosticSeverity.Warning, isEnabledByDefault: true);
        private static readonly DiagnosticDescriptor Ca = new("CA1801", "Unused", "{0}", "Style", DiagnosticSeverity.Warning, isEnabledByDefault: true);

        private readonly DiagnosticDescriptor _descriptor = id == Ide.Id ? Ide : Ca;

        public override ImmutableArray<DiagnosticDescriptor> SupportedDiagnostics => [_descriptor];

        public override void Initialize(AnalysisContext context)
        {
            context.EnableConcurrentExecution();
            context.ConfigureGeneratedCodeAnalysis(GeneratedCodeAnalysisFlags.None);
            context.RegisterSyntaxNodeAction(
                node => node.ReportDiagnostic(Diagnostic.Create(_descriptor, ((ParameterSyntax)node.Node).Identifier.GetLocation(), ((ParameterSyntax)node.Node).Identifier.Text)),
                SyntaxKind.Parameter);
        }
    }
#pragma warning restore RS1001, RS1029, RS1036, RS2008
}
