// SCUT5001: a guard judges the update at its place in the order
public sealed record Likes(int Highest, bool Open);

public sealed record Liked(int Value);

public static class LikesReducer
{
    [Guard]
    public static bool IsOpen(Likes state, Liked action) => state.Open;

    [Reducer(Commutes = true)]
    public static Likes Apply(Likes state, Liked action) => state with { Highest = Math.Max(state.Highest, action.Value) }; // here
}
