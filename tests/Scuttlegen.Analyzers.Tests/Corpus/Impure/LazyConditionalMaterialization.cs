// SCUT2006: materialised in one branch only
public sealed record Feed(IEnumerable<string> Posts);

public sealed record Posted(string Post, bool First);

public static class FeedReducer
{
    [Reducer]
    public static Feed Apply(Feed state, Posted action)
    {
        if (!action.First)
            return new Feed([.. state.Posts, action.Post]);
        return new Feed(state.Posts.Prepend(action.Post)); // here
    }
}
