// SCUT2004: the comparer that sorts the action's ranks asks a static flag
using System.Collections.Immutable;

public sealed class ByRank : IComparer<int>
{
    public static bool Descending;

    public int Compare(int left, int right) => Descending ? right.CompareTo(left) : left.CompareTo(right);
}

public sealed record Ranking(ImmutableArray<int> Ranks);

public sealed record Ranked(ImmutableArray<int> Ranks);

public static class RankingReducer
{
    [Reducer]
    public static Ranking Apply(Ranking state, Ranked action) => new(action.Ranks.Sort(new ByRank())); // here
}
