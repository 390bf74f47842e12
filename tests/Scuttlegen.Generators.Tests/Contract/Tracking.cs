using System.Collections.Immutable;
using System.Globalization;
using System.Text.RegularExpressions;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;
using Microsoft.CodeAnalysis.Text;
using Scuttlegen.Generators.Tests.Support;

namespace Scuttlegen.Generators.Tests.Contract;

/// <summary>Analyzes sources beside contract files.</summary>
internal static partial class Tracking
{
    public const string Header = "# wire contract 1\n";
    public const string Usings = "using System; using System.Collections.Immutable; using Scuttlegen;\nnamespace Shop;\n";

    /// <summary>
    /// Expects exactly the findings marked <c>[|Id:text|]</c> in the source and in the files, and returns their messages in the order of source, shipped, unshipped.
    /// </summary>
    /// <param name="shipped">The file without its header; <see langword="null"/> for none.</param>
    public static async Task<IReadOnlyList<string>> Finds(string source, string? shipped = null, string? unshipped = null)
    {
        (string Path, string? Marked)[] files =
        [
            ("Source.cs", Usings + source),
            ("/app/WireContract.Shipped.txt", shipped is null ? null : Header + shipped),
            ("/app/WireContract.Unshipped.txt", unshipped is null ? null : Header + unshipped),
        ];
        var expected = files.SelectMany(f => Marker().Matches(f.Marked ?? "").Select(m => $"{f.Path}: {m.Groups[1].Value} {m.Groups[2].Value}"));
        var texts = files.ToDictionary(f => f.Path, f => f.Marked is null ? null : Marker().Replace(f.Marked, "$2"), StringComparer.Ordinal);
        var found = await Analyze(texts["Source.cs"]!, texts.Where(t => t.Key != "Source.cs" && t.Value is not null).Select(t => (t.Key, t.Value!)));
        Assert.Equal(expected, found.Select(d => $"{d.Location.GetLineSpan().Path}: {d.Id} {texts[d.Location.GetLineSpan().Path]!.Substring(d.Location.SourceSpan.Start, d.Location.SourceSpan.Length)}"));
        Assert.All(found.Where(d => !d.Location.IsInSource), d =>
            Assert.Equal(SourceText.From(texts[d.Location.GetLineSpan().Path]!).Lines.GetLinePosition(d.Location.SourceSpan.Start), d.Location.GetLineSpan().StartLinePosition));
        return [.. found.Select(d => d.GetMessage(CultureInfo.InvariantCulture))];
    }

    public static async Task<ImmutableArray<Diagnostic>> Analyze(string source, IEnumerable<(string Path, string Text)> files)
    {
        var (_, output) = GeneratorRun.Run(GeneratorRun.Compile([("Source.cs", source)]));
        var analysis = output.WithAnalyzers(
            [new WireContractAnalyzer()],
            new AnalyzerOptions([.. files.Select(f => new File(f.Path, f.Text))]));
        var found = await analysis.GetAnalyzerDiagnosticsAsync(TestContext.Current.CancellationToken);
        Assert.DoesNotContain(found, d => d.Id == "AD0001");
        return [.. found.OrderBy(d => d.Location.IsInSource ? 0 : 1).ThenBy(d => d.Location.GetLineSpan().Path, StringComparer.Ordinal).ThenBy(d => d.Location.SourceSpan.Start)];
    }

    private sealed class File(string path, string text) : AdditionalText
    {
        public override string Path => path;

        public override SourceText GetText(CancellationToken cancellationToken = default) => SourceText.From(text);
    }

    [GeneratedRegex(@"\[\|(SCUT\d{4}):(.*?)\|\]")]
    private static partial Regex Marker();
}
