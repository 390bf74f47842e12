using System.Globalization;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Scuttlegen.Generators.Tests.Support;

namespace Scuttlegen.Generators.Tests.Generation;

/// <summary>What users write that generators tend to trip over. Numbers are those of the list of mistakes in the project's style guide.</summary>
public sealed class RobustnessTests
{
    [Fact]
    public async Task Mistake06_hint_names_differ_where_types_do()
    {
        var files = await GeneratorRun.Generate(GeneratorRun.Compile("""
            using Scuttlegen;
            namespace One { [GossipAction] internal sealed partial record Foo; [GossipAction] internal sealed partial record foo_; }
            namespace Two { [GossipAction] internal sealed partial record Foo; [GossipAction] internal sealed partial record FOO; }
            namespace two { [GossipAction] internal sealed partial record Foo; }
            namespace One { internal partial class Outer { [GossipAction] internal sealed partial record Foo; internal partial struct Deep { [GossipAction] internal sealed partial record Foo; } } }
            namespace One.Outer_ { [GossipAction] internal sealed partial record Foo; }
            [GossipAction] internal sealed partial record Foo;
            [GossipAction] internal sealed partial record Foo_T;
            [GossipAction] internal sealed partial record Größe;
            [Scuttlegen.Crdt.CrdtState] internal sealed partial record Held(Scuttlegen.Crdt.OneWayFlag F);
            [Scuttlegen.Crdt.CrdtState] internal sealed partial record held(Scuttlegen.Crdt.OneWayFlag F);
            [Scuttlegen.Crdt.CrdtState] internal sealed partial record Held<T>(Scuttlegen.Crdt.GSet<T> F) where T : notnull;
            [Scuttlegen.Crdt.CrdtState] internal sealed partial record Held<T, U>(Scuttlegen.Crdt.GSet<T> F, Scuttlegen.Crdt.GSet<U> G) where T : notnull where U : notnull;
            internal sealed record Foo<T>(T Value);
            internal sealed record Foo<T, U>(T Value, U Other);
            """));
        Assert.Equal(15, files.Count);
        Assert.Equal(15, files.Keys.Distinct(StringComparer.OrdinalIgnoreCase).Count());
        Assert.Contains("One.Outer+Deep+Foo.GossipAction.g.cs", files.Keys);
    }

    /// <summary>The names of nested stores are joined for dependency injection, and others may have the joined name.</summary>
    [Fact]
    public async Task Registrations_differ_where_joined_names_do_not()
    {
        var files = await GeneratorRun.Generate(GeneratorRun.Compile("""
            using Scuttlegen;
            namespace App
            {
                [GossipAction] internal sealed partial record Done;
                internal sealed record S(int V) { public static S Initial { get; } = new(0); }
                internal static class R { [Reducer] internal static S M(S state, Done action) => state; }
                [GossipStore(typeof(S))] internal sealed partial class AB;
                [GossipStore(typeof(S))] internal sealed partial class A_B;
                internal partial class A { [GossipStore(typeof(S))] internal sealed partial class B; [GossipStore(typeof(S))] internal sealed partial class BC; }
                internal partial class AB { [GossipStore(typeof(S))] internal sealed partial class C; }
            }
            namespace Other { [GossipStore(typeof(App.S))] internal sealed partial class AB; }
            """));
        var names = files.Where(f => f.Key.EndsWith(GossipGenerator.RegistrationSuffix, StringComparison.Ordinal))
            .ToDictionary(f => f.Key.Replace(".Registration.GossipStore.g.cs", "", StringComparison.Ordinal), f => System.Text.RegularExpressions.Regex.Match(f.Value, @" (Add\w+)\(").Groups[1].Value);
        Assert.Equal(
            new Dictionary<string, string> { ["App.AB"] = "AddAB", ["App.A_B"] = "AddA_B", ["App.A+B"] = "AddA__B", ["App.A+BC"] = "AddABC", ["App.AB+C"] = "AddAB_C", ["Other.AB"] = "AddAB" },
            names);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    [InlineData(4)]
    public async Task Mistake07_no_deleted_token_crashes(int program)
    {
        var source = new[] { Sources.Counter, Sources.Composed, Sources.EveryMember, Sources.Hooks, Sources.CrdtStates, Sources.Access }[program];
        var tokens = CSharpSyntaxTree.ParseText(source, cancellationToken: TestContext.Current.CancellationToken).GetRoot(TestContext.Current.CancellationToken).DescendantTokens().Where(t => t.Span.Length > 0).ToList();
        var step = program == 0 ? 1 : tokens.Count / 60;
        for (var i = 0; i < tokens.Count; i += step)
        {
            var (_, output) = GeneratorRun.Run(GeneratorRun.Compile(source.Remove(tokens[i].SpanStart, tokens[i].Span.Length)));
            await GeneratorRun.Analyze(output);
        }
    }

    [Fact]
    public void Mistake08_two_declarations_with_the_attribute_give_one_output()
    {
        var (files, _) = GeneratorRun.Run(GeneratorRun.Compile(
            Sources.Counter,
            "namespace Shop; [Scuttlegen.GossipAction] partial record Incremented; [Scuttlegen.GossipStore(typeof(Counter))] partial class CounterStore;"));
        Assert.Equal(4, files.Count);
    }

    [Fact]
    public async Task Mistake08_of_a_CRDT_state()
    {
        var (files, _) = GeneratorRun.Run(GeneratorRun.Compile(Sources.CrdtStates, "namespace Shop; [Scuttlegen.Crdt.CrdtState] partial record Note;"));
        Assert.Equal(3, files.Count);
        files = await GeneratorRun.Generate(GeneratorRun.Compile("namespace Shop; public sealed partial record Note { internal bool HasTags => Tags.Count > 0; }", Sources.CrdtStates));
        Assert.Equal(["Shop.IOuter+Board-*", "Shop.Note", "Shop.Pair-*"], files.Keys.Select(name => System.Text.RegularExpressions.Regex.Replace(name[..^GossipGenerator.CrdtStateSuffix.Length], "-.*", "-*")));
    }

    [Fact]
    public async Task Two_declarations_of_which_one_has_the_attribute()
    {
        var files = await GeneratorRun.Generate(GeneratorRun.Compile(
            "namespace Shop; public sealed partial record Incremented { internal int Twice => By * 2; } public sealed partial class CounterStore { internal int Extra { get; set; } }", Sources.Counter));
        Assert.Equal(4, files.Count);
    }

    [Fact]
    public async Task Mistake09_the_order_of_files_and_references_changes_nothing()
    {
        var parts = System.Text.RegularExpressions.Regex.Split(Sources.Composed, @"\n\n(?=\S)");
        var usings = parts[0] + "\nnamespace Shop;\n";
        var sources = parts.Skip(2).Where(p => p.Trim().Length > 0).Select((p, i) => ($"S{i}.cs", usings + p)).ToList();
        var expected = await GeneratorRun.Generate(GeneratorRun.Compile(sources));
        var random = new Random(1);
        for (var i = 0; i < 5; i++)
        {
            var shuffled = sources.ToArray();
            random.Shuffle(shuffled);
            var compilation = GeneratorRun.Compile(shuffled);
            Assert.Equal(expected, await GeneratorRun.Generate(compilation.WithReferences(compilation.References.Reverse())));
        }
    }

    [Theory]
    [InlineData("")]
    [InlineData("sv-SE")]
    [InlineData("tr-TR")]
    [InlineData("de-DE")]
    public async Task Mistake10_the_culture_changes_nothing(string culture)
    {
        const string Source = Sources.Composed + """
            [GossipAction] internal sealed partial record Init(int Index = -5, double Item = -1.5, decimal Id = -2.50m, float I = 1e20f, long L = long.MinValue, char C = '\u0131', byte B = 7);
            internal static class Other { [Reducer] internal static Shop Begin(Shop state, Init action) => state; }
            """;
        var expected = await GeneratorRun.Generate(GeneratorRun.Compile(Source));
        var before = CultureInfo.CurrentCulture;
        try
        {
            CultureInfo.CurrentCulture = CultureInfo.GetCultureInfo(culture);
            Assert.Equal(expected, await GeneratorRun.Generate(GeneratorRun.Compile(Source)));
        }
        finally
        {
            CultureInfo.CurrentCulture = before;
        }
    }

    [Fact]
    public async Task Mistake11_line_ends_are_line_feeds()
    {
        foreach (var source in new[] { Sources.Composed, Sources.EveryMember, Sources.Local, Sources.CrdtStates })
        {
            foreach (var text in (await GeneratorRun.Generate(GeneratorRun.Compile(source.ReplaceLineEndings("\r\n")))).Values)
            {
                Assert.DoesNotContain('\r', text);
                Assert.EndsWith("}\n", text, StringComparison.Ordinal);
                Assert.DoesNotContain(text.Split('\n'), line => line.EndsWith(' '));
            }
        }
    }

    [Fact]
    public async Task Mistake12_names_of_the_consumer_capture_nothing()
    {
        var files = await GeneratorRun.Generate(GeneratorRun.Compile("""
            namespace @event
            {
                internal static class System { }
                internal static class Task { }
                internal static class ValueTask { }
                internal static class Guid { }
                internal static class Unsafe { }
                internal static class Scuttlegen { }
                internal static class ImmutableArray { }
                internal enum @enum { @class }

                [global::Scuttlegen.GossipAction]
                internal sealed partial record @class(int @int, string String, global::System.Guid Guid, @enum @enum, int GossipCodec, int reader, int count, int item, @class? Next, int? value = null)
                {
                    internal static int CborWriter => 1;
                }

                [global::Scuttlegen.GossipAction]
                internal partial record struct action(int[] entries);

                internal sealed record @state(@record @current, @record @at, int entry)
                {
                    public static @state Initial { get; } = new(new(0), new(0), 0);
                }

                internal sealed record @record(int position);

                internal static class ICborCodec { }
                internal static class CrdtMember { }
                internal static class Mutation { }

                [global::Scuttlegen.Crdt.CrdtState]
                internal sealed partial record @new<@out>(
                    global::Scuttlegen.Crdt.GCounter @params, global::Scuttlegen.Crdt.GCounter Params, global::Scuttlegen.Crdt.GSet<@out> delta, global::Scuttlegen.Crdt.GCounter count, global::Scuttlegen.Crdt.GCounter place,
                    global::Scuttlegen.Crdt.GCounter other, global::Scuttlegen.Crdt.GCounter value, global::Scuttlegen.Crdt.GCounter reader, global::Scuttlegen.Crdt.GCounter writer, @if CrdtCode) where @out : class;

                [global::Scuttlegen.Crdt.CrdtState]
                internal sealed partial record @if(global::Scuttlegen.Crdt.GCounter GetMaxSize, global::Scuttlegen.Crdt.GCounter Write, global::Scuttlegen.Crdt.GCounter Read, global::Scuttlegen.Crdt.GCounter HasValue);

                internal static class @static
                {
                    [global::Scuttlegen.Reducer(Slice = "current")] internal static @record @current(@record state, @class action) => state;
                    [global::Scuttlegen.Reducer(Slice = "at")] internal static @record @at(@record state, @class action) => state;
                    [global::Scuttlegen.Reducer(Slice = "entry")] internal static int @entry(int state, @class action, global::Scuttlegen.ReplayContext c) => state;
                    [global::Scuttlegen.Reducer] internal static @state @root(@state state, @class action) => state;
                    [global::Scuttlegen.Reducer] internal static @state @root(@state state, action action) => state;
                }

                [global::Scuttlegen.GossipStore(typeof(@state))]
                internal sealed partial class @namespace { internal static int GossipTable => 1; internal static class DispatchCore_ { } }

                internal partial class Outer
                {
                    [global::Scuttlegen.GossipStore(typeof(@state))]
                    private sealed partial class Hidden { internal static int X => 1; }

                    [global::Scuttlegen.GossipStore(typeof(@state))]
                    internal sealed partial class Seen;
                }
            }
            """));
        Assert.Contains("event.Outer+Seen.Registration.GossipStore.g.cs", files.Keys);
        Assert.DoesNotContain("event.Outer+Hidden.Registration.GossipStore.g.cs", files.Keys);
    }

    [Fact]
    public void Mistake15_generated_code_asks_nothing_of_other_generators()
    {
        string[] own = ["GeneratedCode", "EditorBrowsable"];
        foreach (var source in new[] { Sources.Counter, Sources.Composed, Sources.EveryMember, Sources.Local, Sources.CrdtStates })
        {
            var (files, output) = GeneratorRun.Run(GeneratorRun.Compile(source));
            GeneratorRun.AssertClean(output);
            foreach (var root in files.Values.Select(text => CSharpSyntaxTree.ParseText(text, cancellationToken: TestContext.Current.CancellationToken).GetRoot(TestContext.Current.CancellationToken)))
            {
                Assert.All(root.DescendantNodes().OfType<AttributeSyntax>(), a => Assert.Contains(((QualifiedNameSyntax)a.Name).Right.ToString(), own));
                Assert.DoesNotContain(root.DescendantNodes().OfType<MemberDeclarationSyntax>(), m => m is not TypeDeclarationSyntax && m.Modifiers.Any(SyntaxKind.PartialKeyword));
            }
        }
    }

    [Fact]
    public void Actions_of_another_assembly_are_reduced()
    {
        var (_, library) = GeneratorRun.Run(GeneratorRun.Compile("""
            using Scuttlegen;
            #pragma warning disable CS1591
            namespace Lib;
            public sealed record Where(int X) { public string? Note { get; init; } }
            [GossipAction("lib.moved")] public sealed partial record Moved(Where To, int By = 3);
            [GossipAction] public readonly partial record struct Ticked(int[] Times);
            """).WithAssemblyName("Lib"));
        GeneratorRun.AssertClean(library);
        using var image = new MemoryStream();
        Assert.True(library.Emit(image, cancellationToken: TestContext.Current.CancellationToken).Success);
        var references = GeneratorRun.Compile("").References.Append(MetadataReference.CreateFromImage(image.ToArray()));
        var (files, output) = GeneratorRun.Run(GeneratorRun.Compile(
            [("App.cs", """
                using Scuttlegen;
                #pragma warning disable CS1591
                namespace App;
                public sealed record S(int V) { public static S Initial { get; } = new(0); }
                public static class R
                {
                    [Reducer] public static S Move(S state, Lib.Moved action) => state;
                    [Reducer] public static S Tick(S state, Lib.Ticked action) => state;
                }
                [GossipStore(typeof(S))] public sealed partial class TheStore;
                """)],
            references: references));
        GeneratorRun.AssertClean(output);
        var store = files["App.TheStore.GossipStore.g.cs"];
        Assert.Contains("kind \\\"lib.moved\\\" [To:Lib.Where[X:int32, Note:text?], By:int32]", store, StringComparison.Ordinal);
        Assert.Contains("RoundTripsExactly(int kind) => kind is 1;", store, StringComparison.Ordinal);
        Assert.Contains("typeof(global::Lib.Moved).Module.ModuleVersionId", store, StringComparison.Ordinal);
    }

    [Fact]
    public void Without_dependency_injection_nothing_is_registered()
    {
        var references = GeneratorRun.Compile("").References.Where(r => r.Display?.Contains("DependencyInjection", StringComparison.Ordinal) != true);
        var (files, _) = GeneratorRun.Run(GeneratorRun.Compile([("Counter.cs", Sources.Counter)], references: references));
        Assert.Equal(["Shop.CounterStore.GossipStore.g.cs", "Shop.CounterStore.State.GossipStore.g.cs", "Shop.Incremented.GossipAction.g.cs"], files.Keys);
    }

    [Theory]
    [InlineData("sealed partial record", "int X", true)]
    [InlineData("partial record", "int X", false)]
    [InlineData("readonly partial record struct", "int X", true)]
    [InlineData("sealed partial record", "string X, decimal Y, double Z, DateTimeOffset D, ImmutableArray<string> E, ImmutableList<int> F, Stamp G", true)]
    [InlineData("sealed partial record", "int[] X", false)]
    [InlineData("sealed partial record", "ReadOnlyMemory<byte> X", false)]
    [InlineData("sealed partial record", "IReadOnlyList<int> X", false)]
    [InlineData("sealed partial record", "DateTime X", false)]
    [InlineData("sealed partial record", "ImmutableHashSet<string> X", false)]
    [InlineData("sealed partial record", "ImmutableArray<DateTime?> X", false)]
    [InlineData("sealed partial record", "SealedPart X", true)]
    [InlineData("sealed partial record", "OpenPart X", false)]
    [InlineData("sealed partial record", "MutablePart X", false)]
    [InlineData("sealed partial record", "int V, A? X", false)]
    public void Only_what_nobody_can_tell_apart_round_trips_exactly(string declaration, string members, bool expected)
    {
        var (files, output) = GeneratorRun.Run(GeneratorRun.Compile($$"""
            using System; using System.Collections.Generic; using System.Collections.Immutable; using Scuttlegen;
            internal sealed record SealedPart(int V); internal record OpenPart(int V); internal sealed record MutablePart { public int V { get; set; } }
            [GossipAction] internal {{declaration}} A({{members}});
            internal sealed record S(int V) { public static S Initial { get; } = new(0); }
            internal static class R { [Reducer] internal static S M(S state, A action) => state; }
            [GossipStore(typeof(S))] internal sealed partial class TheStore;
            """));
        GeneratorRun.AssertClean(output);
        Assert.Contains($"RoundTripsExactly(int kind) => {(expected ? "true" : "false")};", files["TheStore.GossipStore.g.cs"], StringComparison.Ordinal);
    }
}
