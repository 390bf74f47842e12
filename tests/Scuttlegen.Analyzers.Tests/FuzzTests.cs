using System.Globalization;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.Diagnostics;
using Scuttlegen.Analyzers.Tests.Testing;
using Xunit;

namespace Scuttlegen.Analyzers.Tests;

/// <summary>Programs as they are while someone types: each with tokens missing. An analyzer must not throw on any.</summary>
public sealed class FuzzTests
{
    /// <summary>More take their time: SCUTTLEGEN_DELETIONS=20 asks for so many.</summary>
    private static readonly int DeletionsPerFile = int.TryParse(Environment.GetEnvironmentVariable("SCUTTLEGEN_DELETIONS"), CultureInfo.InvariantCulture, out var count) ? count : 2;

    public static TheoryData<string> Files => [.. Corpus.AllFiles];

    [Theory]
    [MemberData(nameof(Files))]
    public async Task No_analyzer_throws_on_a_broken_program(string file)
    {
        var source = Corpus.Read(file);
        var tokens = CSharpSyntaxTree.ParseText(source, Programs.ParseOptions, cancellationToken: TestContext.Current.CancellationToken)
            .GetRoot(TestContext.Current.CancellationToken).DescendantTokens().Where(token => token.Span.Length > 0).ToList();
        // Seeded by the file's own text: the same deletions every time, others in every file.
        var random = new Random(source.Length);
        for (var round = 0; round < DeletionsPerFile; round++)
        {
            var token = tokens[random.Next(tokens.Count)];
            // Half the time everything up to the end of the line goes, as when one is about to write it.
            var end = round % 2 == 0 ? token.Span.End : Math.Max(token.Span.End, source.IndexOf('\n', token.SpanStart));
            var broken = source.Remove(token.SpanStart, end - token.SpanStart);
            var thrown = new List<string>();
            var analysis = Programs.CompileWithHints((file, broken)).WithAnalyzers(
                Analysis.Analyzers,
                new CompilationWithAnalyzersOptions(
                    new AnalyzerOptions([]), (exception, _, _) => thrown.Add(exception.ToString()), concurrentAnalysis: false, logAnalyzerExecutionTime: false));
            var found = await analysis.GetAnalyzerDiagnosticsAsync(TestContext.Current.CancellationToken);
            Assert.True(thrown.Count == 0 && found.All(diagnostic => diagnostic.Id != "AD0001"), $"{string.Join('\n', thrown)}\n{broken}");
        }
    }
}
