using Scuttlegen.Generators.Tests.Support;

namespace Scuttlegen.Generators.Tests.Generation;

/// <summary>What is known to come back from its bytes as it was, and what is decoded again before the local reduce.</summary>
public sealed class ExactnessTests
{
    private const string Rest = """

        public sealed record S(int V) { public static S Initial { get; } = new(0); }
        public static class R { [Reducer] public static S M(S state, A action) => state; }
        [GossipStore(typeof(S))] public sealed partial class Store1;
        """;

    [Fact]
    public void Plain_members_are_exact() =>
        Assert.True(IsExact("using Scuttlegen;\n[GossipAction] public sealed partial record A(int X, string Y);"));

    [Fact]
    public void A_codec_of_the_users_own_may_round() => Assert.False(IsExact(
        """
        using Scuttlegen; using Scuttlegen.Wire;
        [GossipAction] public sealed partial record A(Cents Price);
        public readonly record struct Cents(double Value) : ICborCodec<Cents>
        {
            public static int GetMaxSize(Cents value) => 9;
            public static void Write(ref CborWriter writer, Cents value) => writer.WriteInt64((long)value.Value);
            public static Cents Read(ref CborReader reader) => new(reader.ReadInt64());
        }
        """));

    [Fact]
    public void An_action_of_another_assembly_inside_an_action_counts()
    {
        var (_, library) = GeneratorRun.Run(GeneratorRun.Compile("using Scuttlegen;\nnamespace Lib; [GossipAction] public sealed partial record Inner(int[] Numbers);").WithAssemblyName("Lib"));
        var references = GeneratorRun.ReferencesAnd(library);
        var consumer = GeneratorRun.Compile([("A.cs", "using Scuttlegen;\n[GossipAction] public sealed partial record A(Lib.Inner Inner);" + Rest)], references: references);
        Assert.False(IsExact(GeneratorRun.Run(consumer).Files));
    }

    private static bool IsExact(string action) => IsExact(GeneratorRun.Run(GeneratorRun.Compile(action + Rest)).Files);

    private static bool IsExact(SortedDictionary<string, string> files)
    {
        var store = files["Store1.GossipStore.g.cs"];
        var exact = store.Contains("RoundTripsExactly(int kind) => true;", StringComparison.Ordinal);
        Assert.NotEqual(exact, store.Contains("RoundTripsExactly(int kind) => false;", StringComparison.Ordinal));
        return exact;
    }
}
