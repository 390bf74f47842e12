// SCUT1008: a HashSet built in the reducer is copied to a list kept in state
using System.Collections.Immutable;

public sealed record Feed(ImmutableHashSet<string> Follows, ImmutableList<string> Sorted);
public sealed record Followed(ImmutableArray<string> Names);

public static class FeedReducers
{
    [Reducer]
    public static Feed Apply(Feed state, Followed action)
    {
        var follows = state.Follows.Union(action.Names);
        var set = new HashSet<string>(follows);
        set.Remove("me");
        return new Feed(follows, set.ToImmutableList()); // here
    }
}
