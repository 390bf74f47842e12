// silent: CollectionsMarshal over a list that was made here
using System.Collections.Immutable;
using System.Runtime.InteropServices;

public sealed record Scores(ImmutableList<int> Points);

public sealed record Doubled;

public static class ScoresReducer
{
    [Reducer]
    public static Scores Apply(Scores state, Doubled action)
    {
        var points = state.Points.ToList();
        foreach (ref var point in CollectionsMarshal.AsSpan(points))
            point *= 2;
        return new Scores([.. points]);
    }
}
