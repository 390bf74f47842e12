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

    // A program, and edits of the one file that is not part of it: each changes what the program means.
    private const string Usings = "using Scuttlegen; using Other;\n";
    private const string Actions = Usings + "namespace App { [GossipAction(Names.Kind)] internal sealed partial record A(P Where, int By = Names.Number); }";
    private const string Rest = Usings + """
        namespace App
        {
            internal sealed partial record State(int V, int W) { public static State Initial { get; } = new(0, 0); }
            internal static partial class R { [Reducer(Slice = Names.Slice)] internal static int M(int state, A action) => state + 1; }
            [GossipStore(typeof(State))] internal sealed partial class TheStore;
        }
        """;

    private const string Plain = """
        namespace Other { internal partial record P(int X); internal static class Names { public const string Kind = "k"; public const string Slice = "V"; public const int Number = 1; } }
        """;

    [Theory]
    [InlineData("a member of a type that an action refers to", "P(int X)", "P(int X, int Y)")]
    [InlineData("a part of it", "namespace Other {", "namespace Other { partial record P { public int Late { get; init; } }")]
    [InlineData("a base type of it", "P(int X)", "Below { public int B { get; init; } } partial record P(int X) : Below")]
    [InlineData("a type of its name in a nearer namespace", "namespace Other {", "namespace App { internal record P(int Nearer); } namespace Other {")]
    [InlineData("a constant that names the kind", "\"k\"", "\"l\"")]
    [InlineData("a constant that is a default", "Number = 1", "Number = 2")]
    [InlineData("a constant that names a slice", "\"V\"", "\"W\"")]
    [InlineData("an alias for all files", "namespace Other {", "global using P = System.Int64; namespace Other {")]
    [InlineData("nullability", "namespace Other {", "#nullable disable\nnamespace Other { internal class Plain { public string Text { get; init; } = \"\"; } partial record P { public string Text { get; init; } = \"\"; }")]
    [InlineData("an attribute of the name of ours", "namespace Other {", "namespace App { internal class GossipActionAttribute(string kind) : System.Attribute { public string Kind => kind; } } namespace Other {")]
    [InlineData("a type that differs in case alone", "namespace Other {", "namespace App { internal class a; } namespace Other {")]
    [InlineData("a registration of the user's own", "namespace Other {", "namespace App { internal static class TheStoreServiceCollectionExtensions; } namespace Other {")]
    [InlineData("a part of the state", "namespace Other {", "namespace App { partial record State { private int _hidden; } } namespace Other {")]
    [InlineData("a type that generated code would hide", "namespace Other {", "namespace App { partial record A { private class GossipCodec; } } namespace Other {")]
    public void What_changes_the_meaning_of_a_file_that_stays_is_found(string what, string old, string edited)
    {
        Assert.NotEmpty(what);
        var cancellation = TestContext.Current.CancellationToken;
        var before = GeneratorRun.Compile([("A.cs", Actions), ("Rest.cs", Rest), ("Plain.cs", Plain)], references: Injected);
        var tree = before.SyntaxTrees[2];
        var text = Plain.Replace(old, edited, StringComparison.Ordinal);
        Assert.NotEqual(Plain, text);
        if (text.Contains("global using", StringComparison.Ordinal)) text = "global using P = System.Int64;\n" + text.Replace("global using P = System.Int64; ", "", StringComparison.Ordinal);
        var after = before.ReplaceSyntaxTree(tree, CSharpSyntaxTree.ParseText(text, (CSharpParseOptions)tree.Options, tree.FilePath, System.Text.Encoding.UTF8, cancellation));
        AssertReread(before, after);
    }

    [Fact]
    public void So_are_options_and_references()
    {
        var before = GeneratorRun.Compile([("A.cs", Actions.Replace("P Where", "string Where", StringComparison.Ordinal)), ("Rest.cs", Rest), ("Plain.cs", Plain)], references: Injected);
        AssertReread(before, before.WithOptions(before.Options.WithNullableContextOptions(NullableContextOptions.Disable)));
        AssertReread(before, before.WithReferences(before.References.Where(r => r.Display?.Contains("DependencyInjection", StringComparison.Ordinal) != true)));
        AssertReread(before, before.WithAssemblyName("System.Mine"), mayBeEqual: true);
    }

    /// <summary>Two programs that came of one: each is compared with what it came of, not with what ran last.</summary>
    [Fact]
    public void Drivers_that_came_of_one_do_not_disturb_each_other()
    {
        var cancellation = TestContext.Current.CancellationToken;
        var (one, other) = (new RandomEdits(1), new RandomEdits(2));
        GeneratorDriver left = Fresh().RunGenerators(one.Begin(), cancellation);
        var right = left;
        for (var i = 0; i < 15; i++)
        {
            var (first, second) = (one.Next().After, other.Begin());
            left = left.WithUpdatedParseOptions((CSharpParseOptions)first.SyntaxTrees[0].Options).RunGenerators(first, cancellation);
            right = right.WithUpdatedParseOptions((CSharpParseOptions)second.SyntaxTrees[0].Options).RunGenerators(second, cancellation);
            Assert.Equal(Outputs(Fresh().RunGenerators(first, cancellation)), Outputs(left));
            Assert.Equal(Outputs(Fresh().RunGenerators(second, cancellation)), Outputs(right));
        }
    }

    private static IEnumerable<MetadataReference> Injected => GeneratorRun.Compile("").References;

    private static void AssertReread(CSharpCompilation before, CSharpCompilation after, bool mayBeEqual = false)
    {
        var cancellation = TestContext.Current.CancellationToken;
        var kept = Fresh().RunGenerators(before, cancellation);
        var first = Outputs(kept);
        var actual = Outputs(kept.RunGenerators(after, cancellation));
        Assert.Equal(Outputs(Fresh().RunGenerators(after, cancellation)), actual);
        if (!mayBeEqual) Assert.NotEqual(first, actual);
    }

    private static CSharpGeneratorDriver Fresh() => CSharpGeneratorDriver.Create(new GossipGenerator());

    private static List<(string Name, string Text)> Outputs(GeneratorDriver driver)
    {
        var result = driver.GetRunResult();
        Assert.DoesNotContain(result.Diagnostics, d => d.Id is "CS8784" or "CS8785");
        return [.. result.Results.Single().GeneratedSources.Select(s => (s.HintName, s.SourceText.ToString())).OrderBy(s => s.HintName, StringComparer.Ordinal)];
    }
}
