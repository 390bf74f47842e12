using Scuttlegen.Generators.Tests.Support;

namespace Scuttlegen.Generators.Tests.Generation;

/// <summary>What is found of a root-level reducer's reads and writes: exactly that where it is plain to see, else everything. Too much costs time, too little divergence.</summary>
public sealed class FactsTests
{
    private const string Everything = "global::Scuttlegen.Runtime.KindFacts.AllSlices, global::Scuttlegen.Runtime.KindFacts.AllSlices";

    [Theory]
    [InlineData("=> state;", "0x0UL, 0x0UL")]
    [InlineData("=> state with { A = 1 };", "0x0UL, 0x1UL")]
    [InlineData("=> state with { A = state.B, C = state.C + 1 };", "0x6UL, 0x5UL")]
    [InlineData("=> state.A > 0 ? state : (state with { B = 1 });", "0x1UL, 0x2UL")]
    [InlineData("=> state.A switch { 0 => state, 1 => throw new Exception(), _ => state with { B = 1 } };", "0x1UL, 0x2UL")]
    [InlineData("{ if (state.A > 0) return state; Func<int> later = () => { return state.B; }; return state with { C = later() }; }", "0x3UL, 0x4UL")]
    [InlineData("=> state with { A = state.Fixed };", "0x0UL, 0x1UL")]
    public void Plain_reducers(string body, string expected) => AssertFacts(body, expected);

    [Theory]
    [InlineData("=> new S(state.A, state.B);")]
    [InlineData("=> state with { A = state.Sum };")]
    [InlineData("=> state with { A = state.Twice() };")]
    [InlineData("=> state with { A = Help(state) };")]
    [InlineData("=> state with { A = state.D };")]
    [InlineData("=> state with { A = state.F };")]
    [InlineData("=> state with { D = 1 };")]
    [InlineData("=> state with { F = 1 };")]
    [InlineData("=> state with { A = state is { B: 1 } ? 1 : 2 };")]
    [InlineData("=> state with { A = state?.B ?? 1 };")]
    [InlineData("=> state == S.Initial ? state : state with { A = 1 };")]
    [InlineData("=> S.Initial with { A = state.A };")]
    [InlineData("=> (state with { A = 1 }) with { B = 2 };")]
    [InlineData("{ var copy = state; return copy with { A = 1 }; }")]
    [InlineData("{ state = state with { B = 1 }; return state with { A = 1 }; }")]
    [InlineData("{ state = S.Initial; return state; }")]
    [InlineData("{ S Other() => S.Initial; return Other(); }")]
    [InlineData("{ Change(ref state); return state; }")]
    [InlineData("=> state with { A = $\"{state}\".Length };")]
    [InlineData("=> throw new Exception();")]
    [InlineData("=> default!;")]
    public void What_may_be_anything(string body) => AssertFacts(body, Everything);

    [Fact]
    public void A_copy_constructor_of_ones_own_decides_what_a_copy_holds() =>
        AssertFacts("=> state with { A = 1 };", Everything, "private S(S other) { A = other.B; B = other.A; }");

    /// <summary>A state that begins as a derived one is copied by that one's copy constructor.</summary>
    [Theory]
    [InlineData("sealed record", "0x0UL, 0x1UL")]
    [InlineData("readonly record struct", "0x0UL, 0x1UL")]
    [InlineData("record", Everything)]
    public void Copies_of_a_record_that_may_be_derived_may_hold_anything(string declaration, string expected)
    {
        var derived = declaration == "record" ? "internal sealed record D(int A, int B) : S(A, B) { private D(D other) : base(other) { B = other.A; } }" : "";
        var (files, output) = GeneratorRun.Run(GeneratorRun.Compile($$"""
            using Scuttlegen;
            [GossipAction] internal sealed partial record K;
            internal {{declaration}} S(int A, int B) { public static S Initial { get; } = new {{(derived.Length > 0 ? "D" : "S")}}(0, 0); }
            {{derived}}
            internal static class R { [Reducer] internal static S M(S state, K action) => state with { A = 1 }; }
            [GossipStore(typeof(S))] internal sealed partial class TheStore;
            """));
        GeneratorRun.AssertClean(output);
        Assert.Contains($"KindFacts({expected})", files["TheStore.GossipStore.g.cs"], StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("(Commutes = true)", "(Commutes = true)", true)]
    [InlineData("(Commutes = true)", "", false)]
    [InlineData("", "(Commutes = true)", false)]
    [InlineData("(Commutes = true)", "(Commutes = false)", false)]
    public void A_kind_commutes_if_all_its_reducers_do(string slice, string root, bool expected)
    {
        var slices = slice.Length == 0 ? "(Slice = \"A\")" : slice.Replace("(", "(Slice = \"A\", ", StringComparison.Ordinal);
        var (files, output) = GeneratorRun.Run(GeneratorRun.Compile($$"""
            using Scuttlegen;
            [GossipAction] internal sealed partial record K;
            internal sealed record S(int A, int B) { public static S Initial { get; } = new(0, 0); }
            internal static class R
            {
                [Reducer{{slices}}] internal static int One(int state, K action) => state + 1;
                [Reducer{{root}}] internal static S Two(S state, K action) => state with { B = 1 };
            }
            [GossipStore(typeof(S))] internal sealed partial class TheStore;
            """));
        GeneratorRun.AssertClean(output);
        Assert.Equal(expected, files["TheStore.GossipStore.g.cs"].Contains("Commutes: true", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("=> state.A > 0;", "0x1UL")]
    [InlineData("=> state.B > action.V && state.C > 0;", "0x6UL")]
    [InlineData("=> state.Fixed > 0;", "0x0UL")]
    [InlineData("=> action.V > 0;", "0x0UL")]
    [InlineData("{ if (state.A > 0) return true; return state.B > 0; }", "0x3UL")]
    [InlineData("=> state.Sum > 0;", "global::Scuttlegen.Runtime.KindFacts.AllSlices")]
    [InlineData("=> R.Help(state);", "global::Scuttlegen.Runtime.KindFacts.AllSlices")]
    [InlineData("=> state is { A: 1 };", "global::Scuttlegen.Runtime.KindFacts.AllSlices")]
    [InlineData("{ var copy = state; return copy.A > 0; }", "global::Scuttlegen.Runtime.KindFacts.AllSlices")]
    [InlineData("=> state == S.Initial;", "global::Scuttlegen.Runtime.KindFacts.AllSlices")]
    public void What_a_guard_reads_is_read_by_its_kind_which_does_not_commute(string body, string reads)
    {
        var (files, output) = GeneratorRun.Run(GeneratorRun.Compile($$"""
            using Scuttlegen;
            [GossipAction] internal sealed partial record K(int V);
            [GossipAction] internal sealed partial record Other(int V);
            internal sealed record S(int A, int B)
            {
                public static S Initial { get; } = new(0, 0);
                public int C { get; init; }
                public int Fixed { get; } = 7;
                public int Sum => A + B;
            }
            internal static class R
            {
                [Guard] internal static bool May(S state, K action) {{body}}
                [Guard(Slice = "C")] internal static bool MayToo(int state, Other action) => state > 0;
                [Reducer(Slice = "A", Commutes = true)] internal static int A(int state, K action) => state + 1;
                [Reducer(Slice = "B")] internal static int B(int state, Other action) => state;
                [Reducer(Slice = "C")] internal static int C(int state, Other action) => state;
                internal static bool Help(S state) => state.A > 0;
            }
            [GossipStore(typeof(S))] internal sealed partial class TheStore;
            """));
        GeneratorRun.AssertClean(output);
        Assert.Contains($"KindFacts({reads}, 0x1UL), // \"K\"", files["TheStore.GossipStore.g.cs"], StringComparison.Ordinal);
        Assert.Contains("KindFacts(0x4UL, 0x6UL)); // \"Other\"", files["TheStore.GossipStore.g.cs"], StringComparison.Ordinal);
        Assert.Contains("guard root: \\\"guard R.May(K)\\\" sha256", files["TheStore.GossipStore.g.cs"], StringComparison.Ordinal);
        Assert.Contains("guard slice C: \\\"guard R.MayToo(Other)C\\\" sha256", files["TheStore.GossipStore.g.cs"], StringComparison.Ordinal);
    }

    /// <summary>No reducer changes the slice, and yet its value changes.</summary>
    [Fact]
    public void A_guard_of_a_computed_slice_may_read_anything()
    {
        var (files, output) = GeneratorRun.Run(GeneratorRun.Compile("""
            using Scuttlegen;
            [GossipAction] internal sealed partial record K(int V);
            [GossipAction] internal sealed partial record Other(int V);
            internal sealed record S(int A, int B)
            {
                public static S Initial { get; } = new(0, 0);
                public bool IsFull { get => A > 3; init { } }
            }
            internal static class R
            {
                [Guard(Slice = "IsFull")] internal static bool May(bool state, K action) => !state;
                [Reducer(Slice = "B")] internal static int B(int state, K action) => state + 1;
                [Reducer(Slice = "A")] internal static int A(int state, Other action) => state + 1;
            }
            [GossipStore(typeof(S))] internal sealed partial class TheStore;
            """));
        GeneratorRun.AssertClean(output);
        Assert.Contains("KindFacts(global::Scuttlegen.Runtime.KindFacts.AllSlices, 0x2UL), // \"K\"", files["TheStore.GossipStore.g.cs"], StringComparison.Ordinal);
    }

    private static void AssertFacts(string body, string expected, string member = "")
    {
        var (files, output) = GeneratorRun.Run(GeneratorRun.Compile($$"""
            using System;
            using Scuttlegen;
            [GossipAction] internal sealed partial record K;
            [GossipAction] internal sealed partial record Other;
            internal sealed record S(int A, int B)
            {
                public static S Initial { get; } = new(0, 0);
                public int C { get; init; }
                public int D { get; set; }
                public int F = 0;
                public int Fixed { get; } = 7;
                public int Sum => A + B;
                public int Twice() => A * 2;
                {{member}}
            }
            internal static class R
            {
                [Reducer] internal static S M(S state, K action) {{body}}
                [Reducer(Slice = "A")] internal static int A(int state, Other action) => state;
                [Reducer(Slice = "B")] internal static int B(int state, Other action) => state;
                [Reducer(Slice = "C")] internal static int C(int state, Other action) => state;
                internal static int Help(S state) => state.A;
                internal static void Change(ref S state) => state = S.Initial;
            }
            [GossipStore(typeof(S))] internal sealed partial class TheStore;
            """));
        GeneratorRun.AssertClean(output);
        Assert.Contains($"KindFacts({expected})", files["TheStore.GossipStore.g.cs"].Split('\n').Single(line => line.Contains("new global::Scuttlegen.Runtime.KindFacts(", StringComparison.Ordinal) && line.EndsWith("// \"K\"", StringComparison.Ordinal)), StringComparison.Ordinal);
    }
}
