// silent: a loop that keeps the greatest value itself, not who holds it
using System.Collections.Immutable;

public sealed record Scores(ImmutableDictionary<string, long> Points, long Best, long Worst);
public sealed record Scored(string Player, long Points);

public static class ScoreReducers
{
    [Reducer]
    public static Scores Apply(Scores state, Scored action)
    {
        var points = state.Points.SetItem(action.Player, action.Points);
        var best = long.MinValue;
        var worst = long.MaxValue;
        foreach (var pair in points)
        {
            best = Math.Max(best, pair.Value);
            if (pair.Value < worst) worst = pair.Value;
        }

        return new Scores(points, best, worst);
    }
}
