// SCUT2002: the read-only list is cast back to the list it is
using System.Collections.Immutable;

public sealed record Feed(ImmutableList<string> Posts);

public sealed record Posted(IReadOnlyList<string> Posts);

public static class FeedReducer
{
    [Reducer]
    public static Feed Apply(Feed state, Posted action)
    {
        if (action.Posts is List<string> { Count: > 0 } posts)
            posts.RemoveAt(0); // here
        return new Feed(state.Posts.AddRange(action.Posts));
    }
}
