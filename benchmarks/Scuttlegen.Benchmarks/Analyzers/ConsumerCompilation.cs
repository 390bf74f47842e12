using System.Collections.Immutable;
using System.Diagnostics.CodeAnalysis;
using System.Reflection;
using System.Runtime.Loader;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.Diagnostics;

namespace Scuttlegen.Benchmarks.Analyzers;

/// <summary>
/// Compiles the program in this process as the SDK would: the analysers, generators, severities and references are those of the command line it gives the compiler. Ours are
/// among the analysers or not, as the caller likes.
/// </summary>
internal sealed class ConsumerCompilation
{
    private readonly ReducerProgram _program;
    private readonly CSharpCommandLineArguments _arguments;
    private readonly ImmutableArray<AnalyzerFileReference> _components;
    private readonly GlobalConfiguration _options;
    private readonly CSharpCompilation _empty;

    public ConsumerCompilation(ReducerProgram program, ConsumerProject project)
    {
        _program = program;
        _arguments = project.Parse();
        if (_arguments.Errors.FirstOrDefault(static d => d.Severity == DiagnosticSeverity.Error) is { } error) throw new InvalidOperationException(error.ToString());
        var loader = new Loader();
        _components = [.. _arguments.AnalyzerReferences.Select(reference => new AnalyzerFileReference(reference.FilePath, loader))];
        Theirs = [.. _components.Where(static component => component.FullPath != ConsumerProject.AnalyzersPath).SelectMany(static component => component.GetAnalyzers(LanguageNames.CSharp))];

        var configs = AnalyzerConfigSet.Create(_arguments.AnalyzerConfigPaths.Select(static path => AnalyzerConfig.Parse(File.ReadAllText(path), path)).ToList(), out _);
        _options = new GlobalConfiguration(configs.GlobalConfigOptions);
        _empty = CSharpCompilation.Create(
            "Program",
            [],
            _arguments.MetadataReferences.Select(static reference => MetadataReference.CreateFromFile(reference.Reference)),
            _arguments.CompilationOptions.WithConcurrentBuild(true).WithSyntaxTreeOptionsProvider(new Severities(configs.GlobalConfigOptions)));
    }

    /// <summary>The analysers of every project that uses Scuttlegen, without <c>Scuttlegen.Analyzers</c>: the SDK's, and those of the generators, which say what cannot be generated.</summary>
    public ImmutableArray<DiagnosticAnalyzer> Theirs { get; }

    /// <summary>Parses, generates, compiles and analyses, from nothing.</summary>
    public async Task<ImmutableArray<Diagnostic>> CompileAsync(ImmutableArray<DiagnosticAnalyzer> analyzers)
    {
        var parsed = _empty.AddSyntaxTrees(_program.Trees(_arguments.ParseOptions));
        var generators = _components.SelectMany(static component => component.GetGenerators(LanguageNames.CSharp));
        CSharpGeneratorDriver.Create(generators, [], _arguments.ParseOptions, _options).RunGeneratorsAndUpdateCompilation(parsed, out var generated, out _);
        return await CompilerDriver.CompileAsync((CSharpCompilation)generated, analyzers, new AnalyzerOptions([], _options));
    }

    /// <summary>Only global configurations: the SDK writes no other, and the project has none.</summary>
    private sealed class GlobalConfiguration(AnalyzerConfigOptionsResult result) : AnalyzerConfigOptionsProvider
    {
        private readonly Options _options = new(result.AnalyzerOptions);

        public override AnalyzerConfigOptions GlobalOptions => _options;

        public override AnalyzerConfigOptions GetOptions(SyntaxTree tree) => _options;

        public override AnalyzerConfigOptions GetOptions(AdditionalText textFile) => _options;

        private sealed class Options(ImmutableDictionary<string, string> values) : AnalyzerConfigOptions
        {
            public override IEnumerable<string> Keys => values.Keys;

            public override bool TryGetValue(string key, [NotNullWhen(true)] out string? value) => values.TryGetValue(key, out value);
        }
    }

    private sealed class Severities(AnalyzerConfigOptionsResult result) : SyntaxTreeOptionsProvider
    {
        public override GeneratedKind IsGenerated(SyntaxTree tree, CancellationToken cancellationToken) => GeneratedKind.Unknown;

        public override bool TryGetDiagnosticValue(SyntaxTree tree, string diagnosticId, CancellationToken cancellationToken, out ReportDiagnostic severity) => TryGetGlobalDiagnosticValue(diagnosticId, cancellationToken, out severity);

        public override bool TryGetGlobalDiagnosticValue(string diagnosticId, CancellationToken cancellationToken, out ReportDiagnostic severity) => result.TreeOptions.TryGetValue(diagnosticId, out severity);
    }

    private sealed class Loader : IAnalyzerAssemblyLoader
    {
        public void AddDependencyLocation(string fullPath)
        {
        }

        public Assembly LoadFromPath(string fullPath) => AssemblyLoadContext.Default.LoadFromAssemblyPath(fullPath);
    }
}
