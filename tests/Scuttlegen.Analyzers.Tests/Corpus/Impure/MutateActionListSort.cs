// SCUT2002: sorts the action's tags in place; a replay sees them sorted already
using System.Collections.Immutable;

public sealed record Article(ImmutableList<int> Tags);

public sealed record Tagged(List<int> Tags);

public static class ArticleReducer
{
    [Reducer]
    public static Article Apply(Article state, Tagged action)
    {
        action.Tags.Sort(); // here
        return new Article(state.Tags.AddRange(action.Tags));
    }
}
