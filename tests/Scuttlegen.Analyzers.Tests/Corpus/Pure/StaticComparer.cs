// silent: a stateless comparer that settles every tie
using System.Collections.Immutable;

public sealed record Player(int Id, int Points);

public sealed class ByPoints : IComparer<Player>
{
    public static readonly ByPoints Instance = new();

    private ByPoints()
    {
    }

    public int Compare(Player? left, Player? right)
    {
        var byPoints = (right?.Points ?? 0).CompareTo(left?.Points ?? 0);
        return byPoints != 0 ? byPoints : (left?.Id ?? 0).CompareTo(right?.Id ?? 0);
    }
}

public sealed record Ranking(ImmutableArray<Player> Players);

public sealed record Scored(int Id, int Points);

public static class RankingReducer
{
    [Reducer]
    public static Ranking Apply(Ranking state, Scored action)
    {
        var players = state.Players.ToList();
        players.RemoveAll(player => player.Id == action.Id);
        players.Add(new Player(action.Id, action.Points));
        return new Ranking([.. players.Order(ByPoints.Instance)]);
    }
}
