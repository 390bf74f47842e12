using System.Collections.Concurrent;
using System.Globalization;
using Microsoft.CodeAnalysis;
using Scuttlegen.Analyzers.Tests.Testing;
using Xunit;

namespace Scuttlegen.Analyzers.Tests;

/// <summary>
/// Whole programs, one per file. An impure one begins with what it must give: the diagnostics, <c>// id path</c>, in source order, or the ids alone and a reason,
/// <c>// id, id: reason</c>. It marks the lines where they must stand with <c>// here</c>. A pure one says why it is silent. What is only a hint does not count.
/// </summary>
public sealed class Corpus(ITestOutputHelper output)
{
    private const string Mark = "// here";

    private static readonly string Root = Path.Combine(AppContext.BaseDirectory, "Corpus");

    public static TheoryData<string> Impure => Files("Impure");

    public static TheoryData<string> Pure => Files("Pure");

    [Theory]
    [MemberData(nameof(Impure))]
    public async Task Impure_programs_are_reported_exactly(string file)
    {
        var source = Read(file);
        var found = await FindAsync(file, source);
        if (IdsOf(source) is { } ids)
            Assert.Equal(ids, found.Select(diagnostic => diagnostic.Id).Distinct().Order(StringComparer.Ordinal));
        else
            Assert.Equal(Expected(source), found.Select(Analysis.IdAndPath));
        Assert.Equal(MarkedLines(source), found.Select(Analysis.LineOf).Distinct());
    }

    [Theory]
    [MemberData(nameof(Pure))]
    public async Task Pure_programs_are_silent(string file)
    {
        var source = Read(file);
        Assert.StartsWith("// silent: ", source, StringComparison.Ordinal);
        Assert.Empty(await FindAsync(file, source));
    }

    [Fact]
    public async Task Figures()
    {
        var impure = Impure.Select(row => row.Data).ToList();
        var pure = Pure.Select(row => row.Data).ToList();
        var caught = 0;
        foreach (var file in impure)
            caught += (await FindAsync(file, Read(file))).Count == 0 ? 0 : 1;
        var alarmed = 0;
        foreach (var file in pure)
            alarmed += (await FindAsync(file, Read(file))).Count == 0 ? 0 : 1;

        var figures = string.Create(
            CultureInfo.InvariantCulture,
            $"corpus: recall {caught}/{impure.Count} ({100.0 * caught / impure.Count:F1} %), false alarms {alarmed}/{pure.Count} ({100.0 * alarmed / pure.Count:F1} %)");
        output.WriteLine(figures);
        TestContext.Current.SendDiagnosticMessage(figures);
        Assert.True(impure.Count >= 150 && pure.Count >= 100, figures);
        Assert.Equal((impure.Count, 0), (caught, alarmed));
    }

    internal static IEnumerable<string> AllFiles => Impure.Concat(Pure).Select(row => row.Data);

    internal static string Read(string file) => File.ReadAllText(Path.Combine(Root, file));

    // The figures count what the tests before have found.
    private static readonly ConcurrentDictionary<string, Task<List<Diagnostic>>> Found = new(StringComparer.Ordinal);

    private static Task<List<Diagnostic>> FindAsync(string file, string source) => Found.GetOrAdd(file, static async (key, text) =>
        [.. (await Analysis.RunAsync((key, text))).Where(diagnostic => diagnostic.Severity >= DiagnosticSeverity.Warning)], source);

    private static List<string>? IdsOf(string source)
    {
        var first = source.AsSpan(0, source.IndexOf('\n', StringComparison.Ordinal));
        var colon = first.IndexOf(':');
        return first.Contains('→') || colon < 0 ? null : [.. first[3..colon].ToString().Split(", ").Order(StringComparer.Ordinal)];
    }

    private static IEnumerable<string> Expected(string source) =>
        source.Split('\n').TakeWhile(line => line.StartsWith("// SCUT", StringComparison.Ordinal)).Select(line => line[3..].TrimEnd());

    private static IEnumerable<int> MarkedLines(string source) =>
        source.Split('\n').Select((line, index) => (line, index)).Where(pair => pair.line.TrimEnd().EndsWith(Mark, StringComparison.Ordinal)).Select(pair => pair.index + 1);

    private static TheoryData<string> Files(string folder) =>
        [.. Directory.GetFiles(Path.Combine(Root, folder), "*.cs").Order(StringComparer.Ordinal).Select(file => $"{folder}/{Path.GetFileName(file)}")];
}
