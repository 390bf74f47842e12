using Xunit;

namespace Scuttlegen.Analyzers.Tests.Rules;

public sealed class ActionMutableTests
{
    private const string Id = RuleIds.ActionMutable;

    [Fact]
    public Task What_can_be_changed_is_reported_where_it_is_declared() => RuleCheck.ReportsAtMarksAsync(Id,
        """
        [GossipAction] public sealed partial class Set
        {
            public string Text { get; set; } = ""; // here
            public string Own { get; private set; } = ""; // here
            public int Field; // here
            internal ImmutableArray<List<int>> Lists { get; init; } // here
            public StringBuilder Builder { get; } = new(); // here
        }
        public static class Outer
        {
            [GossipAction("x")] public sealed partial record Positional(
                Dictionary<string, int> Map); // here
            [GossipAction] public partial record struct Moved(int X, Queue<int> Q); // here
        }
        """);

    [Fact]
    public Task Honest_actions_are_silent() => RuleCheck.ReportsAtMarksAsync(Id,
        """
        [GossipAction] public sealed partial record Fine(int[] Numbers, ImmutableArray<string> Texts, IReadOnlyList<int> Others)
        {
            public const int Max = 3;
            public static int Count;
            private int _cache;
            public required string Name { get; init; }
            public int Twice { get => _cache; set => _cache = value; }
        }
        [GossipAction] public partial record struct Moved(int X, int Y);
        [LocalAction] public sealed record Typed { public string Text { get; set; } = ""; public List<int> L = []; }
        public sealed class Unmarked { public int X { get; set; } }
        [GossipAction] public sealed partial class Quiet
        {
        #pragma warning disable SCUT3006
            public int X { get; set; }
        #pragma warning restore SCUT3006
        }
        """);
}
