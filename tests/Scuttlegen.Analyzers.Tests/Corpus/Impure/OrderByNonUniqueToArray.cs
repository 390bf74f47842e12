// SCUT1008: a leaderboard ordered by points only, out of a dictionary
using System.Collections.Immutable;

public sealed record Standing(ImmutableDictionary<string, uint> Points, ImmutableArray<string> Ranking);
public sealed record Won(string Player);

public static class StandingReducers
{
    [Reducer]
    public static Standing Apply(Standing state, Won action)
    {
        var points = state.Points.SetItem(action.Player, state.Points.GetValueOrDefault(action.Player) + 3);
        return new Standing(points, [.. points.OrderByDescending(entry => entry.Value).Select(entry => entry.Key)]); // here
    }
}
