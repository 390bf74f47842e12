using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.Diagnostics;
using Scuttlegen.Analyzers.Rules;
using Xunit;

namespace Scuttlegen.Analyzers.Tests.Testing;

/// <summary>Runs every analyzer of the assembly, as the compiler would.</summary>
internal static class Analysis
{
    /// <summary>All analyzers of the assembly: a new rule is under every test at once.</summary>
    public static ImmutableArray<DiagnosticAnalyzer> Analyzers { get; } =
        [.. typeof(EffectAnalyzer).Assembly.GetTypes()
            .Where(type => typeof(DiagnosticAnalyzer).IsAssignableFrom(type) && !type.IsAbstract)
            .OrderBy(type => type.Name, StringComparer.Ordinal)
            .Select(type => (DiagnosticAnalyzer)Activator.CreateInstance(type)!)];

    /// <summary>The rules' diagnostics, in source order; fails where the program does not compile.</summary>
    public static Task<ImmutableArray<Diagnostic>> RunAsync(params (string Path, string Source)[] files)
    {
        var compilation = Programs.Compile(files);
        Assert.Empty(compilation.GetDiagnostics().Where(diagnostic => diagnostic.Severity == DiagnosticSeverity.Error));
        return RunAsync(compilation);
    }

    public static async Task<ImmutableArray<Diagnostic>> RunAsync(CSharpCompilation compilation, AnalyzerOptions? options = null)
    {
        var found = await compilation
            .WithAnalyzers(Analyzers, new CompilationWithAnalyzersOptions(options ?? new AnalyzerOptions([]), onAnalyzerException: null, concurrentAnalysis: true, logAnalyzerExecutionTime: false))
            .GetAnalyzerDiagnosticsAsync(TestContext.Current.CancellationToken);
        return [.. found
            .OrderBy(diagnostic => diagnostic.Location.SourceTree?.FilePath, StringComparer.Ordinal)
            .ThenBy(diagnostic => diagnostic.Location.SourceSpan.Start)
            .ThenBy(diagnostic => diagnostic.Id, StringComparer.Ordinal)
            .ThenBy(diagnostic => diagnostic.GetMessage(null), StringComparer.Ordinal)];
    }

    /// <summary>Asserts exactly these diagnostics, each as <c>line: id path</c>, for example <c>4: SCUT1001 Apply → DateTime.UtcNow</c>.</summary>
    public static async Task ReportsAsync(string source, params string[] expected)
    {
        var found = await RunAsync(("Test.cs", source));
        Assert.Equal(expected, found.Select(diagnostic => $"{LineOf(diagnostic)}: {IdAndPath(diagnostic)}"));
    }

    public static int LineOf(Diagnostic diagnostic) => diagnostic.Location.GetLineSpan().StartLinePosition.Line + 1;

    /// <summary>The message's path is what stands in parentheses.</summary>
    public static string IdAndPath(Diagnostic diagnostic)
    {
        var message = diagnostic.GetMessage(null);
        var open = message.IndexOf('(', StringComparison.Ordinal);
        return open < 0 ? $"{diagnostic.Id} {message}" : $"{diagnostic.Id} {message[(open + 1)..message.IndexOf(')', open)]}";
    }
}
