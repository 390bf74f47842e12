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
    private const string Actions = Usings + "namespace App { [GossipAction(Names.Kind)] internal sealed partial record A(P Where, int By = Names.Number); [GossipAction] internal sealed partial record B(Made One, Shape Two, Animal Three); [GossipAction] internal sealed partial record C(Begun One); [Scuttlegen.Crdt.CrdtState] internal sealed partial record Merging(Lifted One, Scuttlegen.Crdt.GCounter Two) { public Deep Three { get; init; } = Deep.Empty; } }";
    private const string Rest = Usings + """
        namespace App
        {
            internal sealed partial record State(int V, int W, Holder H, Detail D) { public static State Initial { get; } = new(0, 0, new(1), new(1)); }
            internal static partial class R { [Reducer(Slice = Names.Slice)] internal static int M(int state, A action) => state + 1; }
            [GossipStore(typeof(State))] internal sealed partial class TheStore;
        }
        """;

    private const string Plain = """
        namespace Other { internal partial record P(int X); internal static class Names { public const string Kind = "k"; public const string Slice = "V"; public const int Number = 1; }
        internal sealed class Made { public Made(int x) { X = x; } public int X { get; } }
        internal sealed record Begun(int Z) { public int Z { get; } = Z; }
        internal sealed record Holder(int A) { public int Held => 1; public int Kept { get => 1; } }
        internal abstract record Shape { private Shape() { } internal sealed record Circle(int R) : Shape; }
        [Scuttlegen.GossipUnion(typeof(Dog))] internal abstract record Animal; internal sealed record Dog(int Legs) : Animal; internal sealed record Cat : Animal;
        internal sealed record Detail(long L) { public int Half { get; init; } }
        internal sealed class Lifted : Scuttlegen.Crdt.ICrdt<Lifted>, Scuttlegen.Wire.ICborCodec<Lifted> { }
        [Scuttlegen.Crdt.CrdtState] internal sealed partial record Deep(Scuttlegen.Crdt.GCounter One); }
        namespace App { internal static class Hooks {
        [Scuttlegen.Verifier] internal static bool Verify(A action, Scuttlegen.Update update) => true;
        [Scuttlegen.Guard] internal static bool Guard(State state, A action) => true; } }
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
    [InlineData("an accessor's body", "P(int X);", "P(int X) { public int X { get => 1; init; } = X; }")]
    [InlineData("whether an accessor keeps a value", "Held => 1", "Held => field")]
    [InlineData("whether a property keeps a value", "Kept { get => 1; }", "Kept { get { return field; } }")]
    [InlineData("a constructor's body", "X = x; }", "X = x + 1; }")]
    [InlineData("a property's initializer", "{ get; } = Z", "{ get; } = Z + 1")]
    [InlineData("a member of a nested case", "Circle(int R)", "Circle(int R, int S)")]
    [InlineData("whether a case is sealed", "sealed record Circle", "record Circle")]
    [InlineData("a further case", "Circle(int R)", "Square(int A) : Shape; internal sealed record Circle(int R)")]
    [InlineData("a member of a named case", "Dog(int Legs)", "Dog(long Legs)")]
    [InlineData("the cases that a union names", "typeof(Dog)", "typeof(Dog), typeof(Cat)")]
    [InlineData("a verifier", "update) => true", "update) => false")]
    [InlineData("a guard", "state, A action) => true", "state, A action) => false")]
    [InlineData("what a guard reads", "bool Guard(State state, A action) => true", "bool Guard(State state, A action) => state.V > 0")]
    [InlineData("a verifier's name", "bool Verify(", "bool Other(")]
    [InlineData("a member of the state's part", "long L)", "decimal L)")]
    [InlineData("an accessor of the state's part", "Half { get; init; }", "Half { get => 1; init { } }")]
    [InlineData("a type that generated code would hide", "namespace Other {", "namespace App { partial record A { private class GossipCodec; } } namespace Other {")]
    [InlineData("that a CRDT has deltas", "Scuttlegen.Crdt.ICrdt<Lifted>", "Scuttlegen.Crdt.IDeltaCrdt<Lifted, Dog>")]
    [InlineData("that a CRDT has no codec", "Scuttlegen.Crdt.ICrdt<Lifted>, Scuttlegen.Wire.ICborCodec<Lifted>", "Scuttlegen.Crdt.ICrdt<Lifted>")]
    [InlineData("that a member is a state", "[Scuttlegen.Crdt.CrdtState] internal sealed partial record Deep", "internal sealed partial record Deep")]
    [InlineData("that a state holds itself", "Deep(Scuttlegen.Crdt.GCounter One)", "Deep(App.Merging One)")]
    [InlineData("a part of a state", "namespace Other {", "namespace App { partial record Merging { private int _hidden; } } namespace Other {")]
    public void What_changes_the_meaning_of_a_file_that_stays_is_found(string what, string old, string edited)
    {
        Assert.NotEmpty(what);
        var cancellation = TestContext.Current.CancellationToken;
        var before = GeneratorRun.Compile([("A.cs", Actions), ("Rest.cs", Rest), ("Plain.cs", Plain)], language: LanguageVersion.Preview, references: Injected);
        var tree = before.SyntaxTrees[2];
        var text = Plain.Replace(old, edited, StringComparison.Ordinal);
        Assert.NotEqual(Plain, text);
        if (text.Contains("global using", StringComparison.Ordinal)) text = "global using P = System.Int64;\n" + text.Replace("global using P = System.Int64; ", "", StringComparison.Ordinal);
        var after = before.ReplaceSyntaxTree(tree, CSharpSyntaxTree.ParseText(text, (CSharpParseOptions)tree.Options, tree.FilePath, System.Text.Encoding.UTF8, cancellation));
        AssertReread(before, after);
    }

    /// <summary>Nothing but what stands above or inside of the item, in its own file.</summary>
    [Theory]
    [InlineData("usings", Actions, "using Other;", "using Third;")]
    [InlineData("an alias", Actions, "using Other;", "using Other; using P = System.Int32;")]
    [InlineData("a directive", Actions, "using Scuttlegen;", "#nullable disable\nusing Scuttlegen;")]
    [InlineData("an alias of the attribute", "using Mark = Scuttlegen.GossipActionAttribute; namespace App { [Mark] partial record Z(string X); }", "X)", "X, int Y)")]
    [InlineData("what an alias stands for", "using Mark = System.SerializableAttribute; namespace App { [Mark] partial record Z(string X); }", "System.SerializableAttribute", "Scuttlegen.GossipActionAttribute")]
    [InlineData("a body", Rest, "state + 1", "state + 2")]
    public void What_changes_the_meaning_of_its_own_file_is_found(string what, string source, string old, string edited)
    {
        Assert.NotEmpty(what);
        const string Third = "namespace Third { internal record P(string Text); internal static class Names { public const string Kind = \"k\"; public const int Number = 1; } }";
        var before = GeneratorRun.Compile([("A.cs", source == Actions ? "" : Actions), ("Rest.cs", source == Rest ? "" : Rest), ("Plain.cs", Plain), ("Third.cs", Third), ("Edited.cs", source)], references: Injected);
        var tree = before.SyntaxTrees[4];
        var text = source.Replace(old, edited, StringComparison.Ordinal);
        Assert.NotEqual(source, text);
        AssertReread(before, before.ReplaceSyntaxTree(tree, CSharpSyntaxTree.ParseText(text, (CSharpParseOptions)tree.Options, tree.FilePath, System.Text.Encoding.UTF8, TestContext.Current.CancellationToken)));
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
