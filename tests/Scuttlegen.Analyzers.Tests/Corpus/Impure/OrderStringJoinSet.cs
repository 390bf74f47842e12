// SCUT1008: string.Join over a set writes it in hash order
using System.Collections.Immutable;

public sealed record Post(ImmutableHashSet<string> Tags, string Line);
public sealed record TagPut(string Tag);

public static class PostReducers
{
    [Reducer]
    public static Post Apply(Post state, TagPut action)
    {
        var tags = state.Tags.Add(action.Tag);
        return new Post(tags, string.Join(", ", tags)); // here
    }
}
