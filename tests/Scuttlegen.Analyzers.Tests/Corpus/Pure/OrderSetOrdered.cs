// silent: a set put in ordinal order before joining, taking and picking
using System.Collections.Immutable;

public sealed record Tags(ImmutableHashSet<string> All, string Line, string First, ImmutableArray<string> Top);
public sealed record Tagged(string Tag);

public static class TagReducers
{
    [Reducer]
    public static Tags Apply(Tags state, Tagged action)
    {
        var tags = state.All.Add(action.Tag);
        var sorted = tags.Order(StringComparer.Ordinal).ToList();
        return new Tags(tags, string.Join(", ", sorted), tags.Min(StringComparer.Ordinal)!, [.. sorted.Take(3)]);
    }
}
