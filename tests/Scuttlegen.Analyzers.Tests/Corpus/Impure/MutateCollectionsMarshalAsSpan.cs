// SCUT2002, SCUT4002: the span over the list is the state's own storage
using System.Runtime.InteropServices;

public sealed record Scores(List<int> Points); // here

public sealed record Doubled;

public static class ScoresReducer
{
    [Reducer]
    public static Scores Apply(Scores state, Doubled action)
    {
        foreach (ref var points in CollectionsMarshal.AsSpan(state.Points))
            points *= 2; // here
        return state with { };
    }
}
