using Microsoft.CodeAnalysis;
using Scuttlegen.Generators.Tests.Support;

namespace Scuttlegen.Generators.Tests.Generation;

/// <summary>Reducers and guards that a slice's type declares come along from another project, and no others.</summary>
public sealed class BroughtTests
{
    private const string Library = """
        #pragma warning disable CS1591
        namespace Lib; using Scuttlegen;
        [GossipAction] public sealed partial record Ticked(int By);
        public interface IFrozen;
        public sealed record Clock(int Ticks)
        {
            public static Clock Initial { get; } = new(0);
            [Reducer] public static Clock Tick(Clock state, Ticked action) => new(state.Ticks + action.By);
            [Reducer] internal static Clock Hidden(Clock state, Secret action) => state;
            [Guard] public static bool IsOpen(Clock state, object action) => state.Ticks < 100;
            [Guard] public static bool IsThawed(Clock state, IFrozen action) => false;
        }
        [GossipAction] public sealed partial record Secret;
        [GossipAction] public sealed partial record Elsewhere;
        public static class Outside { [Reducer] public static Clock Set(Clock state, Elsewhere action) => state; }
        """;

    private const string Consumer = """
        #pragma warning disable CS1591
        using Scuttlegen; using Lib;
        [GossipAction] public sealed partial record Said(string Text) : IFrozen;
        public sealed record S(Clock Clock, string Text);
        public static class R { [Reducer(Slice = nameof(S.Text))] public static string Say(string state, Said action) => action.Text; }
        [GossipStore(typeof(S))] public sealed partial class Store1;
        """;

    [Fact]
    public async Task They_are_bound_alike_from_a_file_and_from_a_project_in_an_editor()
    {
        var (_, library) = GeneratorRun.Run(GeneratorRun.Compile(Library).WithAssemblyName("Lib"));

        // Only what stands outside of its type, or is hidden there, belongs to no store.
        Assert.Equal(["SCUT0006", "SCUT0006"], (await GeneratorRun.Analyze(library)).Select(d => d.Id));
        var image = new MemoryStream();
        Assert.Empty(library.Emit(image, cancellationToken: TestContext.Current.CancellationToken).Diagnostics.Where(d => !d.IsSuppressed));
        var generated = new List<string>();
        foreach (var reference in new[] { library.ToMetadataReference(), (MetadataReference)MetadataReference.CreateFromImage(image.ToArray()) })
        {
            var references = GeneratorRun.ReferencesAnd(library).SkipLast(1).Append(reference);
            var (files, output) = GeneratorRun.Run(GeneratorRun.Compile([("A.cs", Consumer)], references: references));
            GeneratorRun.AssertClean(output);
            Assert.Empty(await GeneratorRun.Analyze(output));
            generated.Add(files["Store1.GossipStore.g.cs"]);
        }

        Assert.Equal(generated[0], generated[1]);
        var store = generated[0];
        Assert.Contains("Dispatch(global::Lib.Ticked action)", store, StringComparison.Ordinal);
        Assert.Contains("global::Lib.Clock.Tick(current.Clock, action)", store, StringComparison.Ordinal);

        // Each stands in the whole replay and in that of some slices.
        Assert.Equal(2 * 2, Count(store, "if (!global::Lib.Clock.IsOpen(current.Clock, action)) break;"));
        Assert.Equal(2 * 1, Count(store, "if (!global::Lib.Clock.IsThawed(current.Clock, action)) break;"));
        Assert.Contains("typeof(global::Lib.Clock).Module", store, StringComparison.Ordinal);
        foreach (var absent in new[] { "Secret", "Elsewhere", "Outside" }) Assert.DoesNotContain(absent, store, StringComparison.Ordinal);
    }

    private static int Count(string text, string part) => text.Split(part).Length - 1;
}
