using System.Globalization;
using System.Reflection;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.Diagnostics;
using Scuttlegen.Analyzers.Tests.Testing;
using Xunit;

namespace Scuttlegen.Analyzers.Tests;

/// <summary>Large programs, and code that was not written for tests: no analyzer may throw on them.</summary>
public sealed class ScaleTests(ITestOutputHelper output)
{
    private const int Reducers = 1000;

    private static readonly string Root = typeof(ScaleTests).Assembly.GetCustomAttributes<AssemblyMetadataAttribute>().Single(attribute => attribute.Key == "RepositoryRoot").Value!;

    public static TheoryData<string> Projects =>
    [
        .. new[] { "src", "samples", "benchmarks" }
            .SelectMany(folder => Directory.GetDirectories(Path.Combine(Root, folder)).Select(project => $"{folder}/{Path.GetFileName(project)}"))
            .Where(project => SourcesOf(project).Any())
            .Order(StringComparer.Ordinal),
    ];

    [Theory]
    [InlineData(Reducers)]
    [InlineData(20)]
    public async Task A_thousand_reducers_in_a_thousand_files(int states)
    {
        var files = Enumerable.Range(0, states).Select(i => ($"S{i}.cs", Text($"public sealed record S{i}(int Count, string Title, System.Collections.Immutable.ImmutableList<string> Lines);")))
            .Concat(Enumerable.Range(0, 50).Select(i => ($"H{i}.cs", Helper(i))))
            .Concat(Enumerable.Range(0, Reducers).Select(i => ($"R{i}.cs", Reducer(i, states))));
        var compilation = Programs.CompileWithHints([.. files]);
        Assert.Empty(compilation.GetDiagnostics(TestContext.Current.CancellationToken).Where(diagnostic => diagnostic.Severity == Microsoft.CodeAnalysis.DiagnosticSeverity.Error));
        // One in a hundred reads the clock, three calls deep.
        Assert.Equal(Reducers / 100, await CountAsync(compilation, RuleIds.ClockRead));
    }

    [Theory(Timeout = 90_000)]
    [MemberData(nameof(Projects))]
    public async Task This_repository(string project)
    {
        var files = SourcesOf(project).Select(path => (path, File.ReadAllText(path))).ToArray();
        var usings = ("Usings.cs", "global using System.Net.Http; global using System.Threading; global using Scuttlegen.Crdt;");
        await CountAsync(Programs.CompileWithHints([usings, .. files]), "");
    }

    private async Task<int> CountAsync(CSharpCompilation compilation, string id)
    {
        var thrown = new List<string>();
        var options = new CompilationWithAnalyzersOptions(
            new AnalyzerOptions([]),
            (exception, analyzer, _) =>
            {
                lock (thrown)
                    thrown.Add($"{analyzer}: {exception}");
            },
            concurrentAnalysis: true,
            logAnalyzerExecutionTime: false);
        var found = await compilation.WithAnalyzers(Analysis.Analyzers, options).GetAnalyzerDiagnosticsAsync(TestContext.Current.CancellationToken);
        Assert.Empty(thrown);
        Assert.DoesNotContain(found, diagnostic => diagnostic.Id == "AD0001");
        output.WriteLine(string.Join(", ", found.GroupBy(diagnostic => diagnostic.Id).OrderBy(group => group.Key, StringComparer.Ordinal).Select(group => Text($"{group.Key}: {group.Count()}"))));
        return found.Count(diagnostic => diagnostic.Id == id);
    }

    private static string Reducer(int i, int states) => Text($$"""
        public sealed record A{{i}}(int By, string Line);

        public static class R{{i}}
        {
            [Reducer]
            public static S{{i % states}} Apply(S{{i % states}} state, A{{i}} action)
            {
                var lines = state.Lines;
                for (var index = 0; index < action.By && lines.Count < 10; index++)
                    lines = lines.Add(H{{(i % 100 == 0 ? 0 : 1 + (i % 49))}}.Trim(action.Line));
                return state with { Count = state.Count + action.By, Lines = lines };
            }
        }
        """);

    // The first helper is the one that goes astray.
    private static string Helper(int i) => Text($$"""
        public static class H{{i}}
        {
            public static string Trim(string line) => Shorten(line.Trim());

            private static string Shorten(string line) => line.Length > 20 ? Cut(line) : line;

            private static string Cut(string line) => line[..{{(i == 0 ? "(DateTime.UtcNow.Day % 20)" : "20")}}];
        }
        """);

    private static IEnumerable<string> SourcesOf(string project)
    {
        var folder = Path.Combine(Root, project);
        return Directory.EnumerateFiles(folder, "*.cs", SearchOption.AllDirectories)
            .Where(path => !path.Contains($"{Path.DirectorySeparatorChar}obj{Path.DirectorySeparatorChar}", StringComparison.Ordinal) && !path.Contains($"{Path.DirectorySeparatorChar}bin{Path.DirectorySeparatorChar}", StringComparison.Ordinal))
            .Order(StringComparer.Ordinal);
    }

    private static string Text(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}
