using System.Globalization;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Scuttlegen.Generators.Tests.Support;

namespace Scuttlegen.Generators.Tests.Generation;

/// <summary>What is reused of the run before: never more than what is still so. A driver that is kept gives what a new one gives.</summary>
public sealed class ReuseTests
{
    /// <summary><c>SCUTTLEGEN_EDITS</c> is how many edits each seed makes.</summary>
    private static int Edits => int.Parse(Environment.GetEnvironmentVariable("SCUTTLEGEN_EDITS") ?? "60", CultureInfo.InvariantCulture);

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    [InlineData(4)]
    [InlineData(5)]
    [InlineData(6)]
    [InlineData(7)]
    [InlineData(8)]
    public void After_any_edits_a_kept_driver_gives_what_a_new_one_gives(int seed)
    {
        var program = new RandomEdits(seed);
        var cancellation = TestContext.Current.CancellationToken;
        GeneratorDriver kept = Fresh().RunGenerators(program.Begin(), cancellation);
        var generated = 0;
        var what = new List<string>();
        for (var i = 0; i < Edits; i++)
        {
            var (edit, compilation) = program.Next();
            what.Add(edit);
            kept = kept.WithUpdatedParseOptions((CSharpParseOptions)compilation.SyntaxTrees[0].Options).RunGenerators(compilation, cancellation);
            var (actual, expected) = (Outputs(kept), Outputs(Fresh().RunGenerators(compilation, cancellation)));
            if (!actual.SequenceEqual(expected))
            {
                var difference = actual.Except(expected).Concat(expected.Except(actual)).Select(d => d.Name).Distinct(StringComparer.Ordinal);
                Assert.Fail($"Seed {seed}, edit {i}: {string.Join("; ", what.TakeLast(3))}: {string.Join(", ", difference)}\n{program.Describe()}");
            }

            generated += expected.Count;
        }

        Assert.True(generated > Edits, "The programs are too broken to prove anything.");
    }

    private static CSharpGeneratorDriver Fresh() => CSharpGeneratorDriver.Create(new GossipGenerator());

    private static List<(string Name, string Text)> Outputs(GeneratorDriver driver)
    {
        var result = driver.GetRunResult();
        Assert.DoesNotContain(result.Diagnostics, d => d.Id is "CS8784" or "CS8785");
        return [.. result.Results.Single().GeneratedSources.Select(s => (s.HintName, s.SourceText.ToString())).OrderBy(s => s.HintName, StringComparer.Ordinal)];
    }
}
