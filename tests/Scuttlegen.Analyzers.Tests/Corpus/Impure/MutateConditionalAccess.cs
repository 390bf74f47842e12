// SCUT2002, SCUT4002: `?.Add` on a list of the state
public sealed record Album(List<int>? Ratings, int Count); // here

public sealed record Rated(int Stars);

public static class AlbumReducer
{
    [Reducer]
    public static Album Apply(Album state, Rated action)
    {
        state.Ratings?.Add(action.Stars); // here
        return state with { Count = state.Count + 1 };
    }
}
