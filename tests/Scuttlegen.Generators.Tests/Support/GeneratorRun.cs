using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.Diagnostics;

namespace Scuttlegen.Generators.Tests.Support;

/// <summary>Compiles sources with the generator and the analyzer, and fails on whatever a test does not expect.</summary>
internal static class GeneratorRun
{
    private static readonly ImmutableArray<MetadataReference> References =
    [
        .. Basic.Reference.Assemblies.Net100.References.All,
        MetadataReference.CreateFromFile(typeof(GossipActionAttribute).Assembly.Location),
        MetadataReference.CreateFromFile(typeof(Scuttlegen.Crdt.CrdtStateAttribute).Assembly.Location),
        MetadataReference.CreateFromFile(typeof(Microsoft.Extensions.DependencyInjection.IServiceCollection).Assembly.Location),
    ];

    public static CSharpParseOptions ParseOptions { get; } = new(LanguageVersion.Latest, DocumentationMode.Diagnose);

    public static CSharpCompilation Compile(
        IEnumerable<(string Path, string Text)> sources,
        NullableContextOptions nullable = NullableContextOptions.Enable,
        LanguageVersion language = LanguageVersion.Latest,
        IEnumerable<MetadataReference>? references = null) =>
        CSharpCompilation.Create(
            "Consumer",
            sources.Select(s => CSharpSyntaxTree.ParseText(s.Text, ParseOptions.WithLanguageVersion(language), s.Path, System.Text.Encoding.UTF8)),
            references ?? References,
            new CSharpCompilationOptions(OutputKind.DynamicallyLinkedLibrary, nullableContextOptions: nullable, generalDiagnosticOption: ReportDiagnostic.Error)
                .WithSpecificDiagnosticOptions([KeyValuePair.Create("CS1701", ReportDiagnostic.Suppress), KeyValuePair.Create("CS1702", ReportDiagnostic.Suppress)]));

    public static CSharpCompilation Compile(params string[] sources) => Compile(sources.Select((s, i) => ($"Source{i}.cs", s)));

    public static IEnumerable<MetadataReference> ReferencesAnd(Compilation compilation) => [.. References, compilation.ToMetadataReference()];

    public static CSharpGeneratorDriver Driver(CSharpParseOptions? options = null) => CSharpGeneratorDriver.Create(
        [new GossipGenerator().AsSourceGenerator()],
        parseOptions: options ?? ParseOptions,
        driverOptions: new GeneratorDriverOptions(IncrementalGeneratorOutputKind.None, trackIncrementalGeneratorSteps: true));

    /// <summary>The generated files by hint name; the whole compiles without a warning, and no rule finds anything.</summary>
    public static async Task<SortedDictionary<string, string>> Generate(CSharpCompilation compilation)
    {
        var (files, output) = Run(compilation);
        AssertClean(output);
        Assert.Empty(await Analyze(output));
        return files;
    }

    public static (SortedDictionary<string, string> Files, Compilation Output) Run(CSharpCompilation compilation)
    {
        var options = (CSharpParseOptions?)compilation.SyntaxTrees.FirstOrDefault()?.Options;
        var driver = Driver(options).RunGeneratorsAndUpdateCompilation(compilation, out var output, out var diagnostics);
        AssertNoCrash(diagnostics);
        var files = new SortedDictionary<string, string>(StringComparer.Ordinal);
        foreach (var source in driver.GetRunResult().Results.Single().GeneratedSources) files.Add(source.HintName, source.SourceText.ToString());
        return (files, output);
    }

    public static void AssertNoCrash(IEnumerable<Diagnostic> diagnostics) =>
        Assert.DoesNotContain(diagnostics, d => d.Id is "CS8784" or "CS8785" || d.Severity == DiagnosticSeverity.Error);

    public static void AssertClean(Compilation output)
    {
        var found = output.GetDiagnostics(TestContext.Current.CancellationToken).Where(d => d.Severity >= DiagnosticSeverity.Warning && !d.IsSuppressed).ToList();
        if (found.Count > 0) Assert.Fail(string.Join('\n', found.Take(20)));
    }

    /// <summary>What the analyzer reports, after the user's suppressions, in the order of the source.</summary>
    public static async Task<ImmutableArray<Diagnostic>> Analyze(Compilation compilation)
    {
        var analysis = compilation.WithAnalyzers([new GossipAnalyzer()]);
        var diagnostics = await analysis.GetAnalyzerDiagnosticsAsync(TestContext.Current.CancellationToken);
        Assert.DoesNotContain(diagnostics, d => d.Id == "AD0001");
        return [.. diagnostics.OrderBy(d => d.Location.GetLineSpan().Path, StringComparer.Ordinal).ThenBy(d => d.Location.SourceSpan.Start)];
    }
}
