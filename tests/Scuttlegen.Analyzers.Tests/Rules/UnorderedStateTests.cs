using Xunit;

namespace Scuttlegen.Analyzers.Tests.Rules;

public sealed class UnorderedStateTests
{
    private const string Id = RuleIds.UnorderedState;

    [Fact]
    public Task Unordered_members_of_states_are_hinted_at() => RuleCheck.ReportsAtMarksAsync(Id,
        """
        public sealed record State(
            ImmutableDictionary<string, int> A, // here
            ImmutableArray<ImmutableHashSet<int>> B, // here
            System.Collections.Frozen.FrozenSet<int> C, // here
            ImmutableSortedDictionary<string, int> D,
            [LocalSlice] ImmutableHashSet<int> E);
        public sealed record NoState(ImmutableHashSet<int> A);
        public static class Reducers
        {
            [Reducer] public static State Apply(State state, Bumped action) => state;
        }
        """);
}
