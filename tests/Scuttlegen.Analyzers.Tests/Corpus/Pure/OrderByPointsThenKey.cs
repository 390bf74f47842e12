// silent: ties in the points are broken by the unique key
using System.Collections.Immutable;

public sealed record Ladder(ImmutableDictionary<string, uint> Points, ImmutableArray<string> Ranking, string Leader);
public sealed record Won(string Player);

public static class LadderReducers
{
    [Reducer]
    public static Ladder Apply(Ladder state, Won action)
    {
        var points = state.Points.SetItem(action.Player, state.Points.GetValueOrDefault(action.Player) + 1);
        var ranking = points.OrderByDescending(pair => pair.Value).ThenBy(pair => pair.Key, StringComparer.Ordinal).Select(pair => pair.Key).ToImmutableArray();
        return new Ladder(points, ranking, ranking[0]);
    }
}
