// SCUT2002, SCUT4002: HashSet.Add inside a condition both asks and writes
public sealed record Likes(int Count, HashSet<string> Users); // here

public sealed record Liked(string User);

public static class LikesReducer
{
    [Reducer]
    public static Likes Apply(Likes state, Liked action)
    {
        if (!state.Users.Add(action.User)) // here
            return state;
        return state with { Count = state.Count + 1 };
    }
}
