// SCUT5001: the action's index may be out of range
using System.Collections.Immutable;

public sealed record Best(int Points);

public sealed record Judged(ImmutableArray<int> Points, int Counting);

public static class BestReducer
{
    [Reducer(Commutes = true)]
    public static Best Apply(Best state, Judged action) => new(Math.Max(state.Points, action.Points[action.Counting])); // here
}
