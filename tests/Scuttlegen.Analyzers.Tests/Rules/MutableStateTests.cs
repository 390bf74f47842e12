using Scuttlegen.Analyzers.Tests.Testing;
using Xunit;

namespace Scuttlegen.Analyzers.Tests.Rules;

public sealed class MutableStateTests
{
    private const string Id = RuleIds.MutableState;

    [Fact]
    public Task Whatever_a_state_reaches_is_checked_once_at_its_own_member() => RuleCheck.ReportsAtMarksAsync(Id,
        """
        [GossipStore(typeof(Shop))] public sealed partial class ShopStore;
        public sealed partial record Shop(Cart Cart, ImmutableArray<Box<Line>> Lines, Shape? Shape, [LocalSlice] Draft Draft)
        {
            private int? _cached;
            public int Cached => _cached ??= 3;
        }
        public sealed class Cart : CartBase
        {
            public int Count { get; private set; } // here
            public readonly StringBuilder Text = new(); // here
            public ImmutableDictionary<string, int[]> Arrays { get; } = null!; // here
            public (int, List<int>) Pair { get; init; } // here
            public IList<int> Interface { get; init; } = null!; // here
            public ImmutableList<int>.Builder Builder { get; init; } = null!; // here
            public event Action? Changed;
            public void Raise() => Changed?.Invoke();
        }
        public abstract class CartBase { public int Id { get; set; } } // here
        public sealed record Box<T>(T Value)
        {
            public T? Other { get; set; } // here
        }
        public struct Line { public int X; public int Y { get; set; } public Memory<int> Cells; } // here
        public abstract record Shape;
        public sealed record Round : Shape { public int Radius { get; set; } } // here
        public sealed record Draft { public string Text { get; set; } = ""; public List<int> L = []; }
        public sealed class View { public int X { get; set; } public List<int> L = []; }
        public static class Reducers
        {
            [Reducer] public static Slice Apply(Slice state, Bumped action) => state;
            [Reducer] public static OnlyLocal Type(OnlyLocal state, Typed action) => state;
        }
        public sealed record Slice(
            int[,] Cells); // here
        [LocalAction] public sealed record Typed;
        public sealed record OnlyLocal { public int X { get; set; } }
        """);

    [Theory]
    [InlineData("GossipStore")]
    [InlineData("Scuttlegen.GossipStoreAttribute")]
    [InlineData("global::Scuttlegen.GossipStore")]
    [InlineData("Shared")]
    public Task A_store_is_known_however_its_attribute_is_written(string attribute) => RuleCheck.ReportsAtMarksAsync(Id,
        $$"""
        using Shared = Scuttlegen.GossipStoreAttribute;
        [{{attribute}}(typeof(Shop))] public sealed partial class ShopStore;
        public sealed record Shop(Cart Cart);
        public sealed record Cart { public int Count { get; set; } } // here
        public sealed record View { public int Count { get; set; } }
        """);

    [Fact]
    public async Task An_edit_elsewhere_makes_a_type_part_of_a_state()
    {
        var before = Programs.Compile(("Cart.cs", "public sealed record Cart { public int Count { get; set; } }"), ("Store.cs", "public sealed partial class Store;"));
        Assert.DoesNotContain(await Analysis.RunAsync(before), diagnostic => diagnostic.Id == Id);

        var old = before.SyntaxTrees.Single(tree => tree.FilePath == "Store.cs");
        var edited = old.WithChangedText(Microsoft.CodeAnalysis.Text.SourceText.From("[Scuttlegen.GossipStore(typeof(Cart))] public sealed partial class Store;"));
        Assert.Contains(await Analysis.RunAsync(before.ReplaceSyntaxTree(old, edited)), diagnostic => diagnostic.Id == Id);
    }

    [Fact]
    public Task Honest_states_are_silent() => RuleCheck.ReportsAtMarksAsync(Id,
        """
        public sealed partial record State(ImmutableArray<int> A, IReadOnlyList<int> B, Point P, ORSet<byte[]> C, ReadOnlyMemory<byte> D, IComparer<int[]> E, Func<List<int>> F, State? Next)
        {
            public const int Max = 1;
            private static readonly List<int> Shared = [];
            public static State Initial { get; } = null!;
            private readonly int _x = 3;
            public required string Name { get; init; }
            public List<int> Computed => [_x];
            public int Proxy { get => _x; set { } }
        #pragma warning disable SCUT4002
            public int[] Raw { get; init; } = [];
        #pragma warning restore SCUT4002
        }
        public record struct Point(int X, int Y);
        public static class Reducers
        {
            private static int _x;
            [Reducer] public static State Apply(State state, Bumped action) => state;
        }
        """);

    [Fact]
    public Task Broken_programs_do_no_harm() => RuleCheck.SurvivesAsync(
        "public record S<T>(List<T> L, S<S<T>> N) { public int X { get; set; } } public static class R { [Reducer] public static S<int> A(S<int> state, Bumped action) => state with { X = 1 }; }");
}
