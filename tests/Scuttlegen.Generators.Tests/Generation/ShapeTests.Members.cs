namespace Scuttlegen.Generators.Tests.Generation;

public sealed partial class ShapeTests
{
    private const string Text = """

        namespace App
        {
            internal sealed record S(string V) { public static S Initial { get; } = new(""); }
            internal static class R { [global::Scuttlegen.Reducer] internal static S M(S state, A action) => state with { V = action.ToString()! }; }
            [global::Scuttlegen.GossipStore(typeof(S))] internal sealed partial class TheStore;
        }
        """;

    /// <summary>What a constructor passes on changed is set again after it, or it would change once more with each decode.</summary>
    [Fact]
    public Task Records_derived_from_records_that_change_what_they_pass_on() => Holds(
        """
        internal record Base(int X, int Y) { public int Z { get; init; } }
        [GossipAction] internal sealed partial record A(int X, int Y, string W) : Base(X + 1, Y);
        """,
        "new App.A(1, 2, \"w\") { Z = 5 }", "A { X = 2, Y = 2, Z = 5, W = w }");

    [Fact]
    public Task Records_that_pass_arguments_on_by_other_names() => Holds(
        """
        internal record Base(int X, int Y);
        [GossipAction] internal sealed partial record A(int X, int Y) : Base(Y: X, X: Y);
        """,
        "new App.A(1, 2)", "A { X = 2, Y = 1 }");

    [Fact]
    public Task Classes_whose_constructors_call_others() => Holds(
        """
        internal class Base { public Base(int x) => X = x; public int X { get; init; } }
        internal sealed class Inner : Base { public Inner(int x, int y) : base(2 * x) => Y = y; public int Y { get; } }
        [GossipAction] internal sealed partial record A(Inner Inner) { public override string ToString() => Inner.X + " " + Inner.Y; }
        """,
        "new App.A(new(3, 4))", "6 4");

    [Fact]
    public Task Positional_and_init_only_members_mixed() => Holds(
        """
        internal readonly record struct P(int X) { public required string Name { get; init; } public int? Y { get; init; } public int this[int i] => i; }
        [GossipAction] internal sealed partial record A(P P, P? Q = null) { public required string T { get; init; } public int U { get; private set; } public A WithU() => this with { U = 8 }; }
        """,
        "new App.A(new(1) { Name = \"n\" }) { T = \"t\" }.WithU()", "A { P = P { X = 1, Name = n, Y =  }, Q = , T = t, U = 8 }");

    [Fact]
    public Task Structs_with_fields_and_enums_of_large_numbers() => Holds(
        """
        internal enum Big : ulong { Most = ulong.MaxValue }
        internal struct F { public int @int; public Big Big; public (int, string?)[]? Pairs; }
        [GossipAction] internal sealed partial record A(F F, Big? B, F? G) { public override string ToString() => F.@int + " " + F.Big + " " + B + " " + F.Pairs![0].Item2 + G.HasValue; }
        """,
        "new App.A(new() { @int = 4, Big = App.Big.Most, Pairs = [(1, \"p\")] }, App.Big.Most, null)", "4 Most Most pFalse");

    [Fact]
    public Task Lists_of_typed_numbers_and_generics_of_nullables() => Holds(
        """
        internal sealed record Box<T>(T Value);
        [GossipAction] internal sealed partial record A(IReadOnlyList<double> L, IReadOnlyList<int>? M, Box<string?> S, Box<int?> I, Box<Box<string?>?> N, ReadOnlyMemory<int>? R, ImmutableArray<(int?, string?)> T)
        {
            public override string ToString() => L[0].ToString(System.Globalization.CultureInfo.InvariantCulture) + M?.Count + S.Value + I.Value + (N.Value is null) + R!.Value.Length + T[0].Item2;
        }
        """,
        "new App.A([1.5], null, new(null), new(3), new(null), new int[2], [(null, \"z\")])", "1.53True2z");

    [Fact]
    public async Task A_union_as_root_state_with_an_action_as_a_case() => await Runs(
        """
        using Scuttlegen;
        namespace App;
        [GossipUnion(typeof(Begun), typeof(A))] internal interface IPhase { static IPhase Initial { get; } = new Begun(0, null); }
        internal sealed record Begun(int N, IPhase? Before) : IPhase;
        [GossipAction] internal sealed partial record A(int By) : IPhase;
        internal static class R { [Reducer] internal static IPhase M(IPhase state, A action) => action.By < 0 ? new Begun(1, action) : action; }
        [GossipStore(typeof(IPhase))] internal sealed partial class TheStore;
        """,
        "App.TheStore", "new App.A(-3)", "store.State!.ToString()!", "Begun { N = 1, Before = A { By = -3 } }");

    private static Task Holds(string types, string action, string expected) => Runs(
        "using System; using System.Collections.Generic; using System.Collections.Immutable; using Scuttlegen;\nnamespace App\n{\n" + types + "\n}\n" + Text, "App.TheStore", action, "store.State.V", expected);
}
