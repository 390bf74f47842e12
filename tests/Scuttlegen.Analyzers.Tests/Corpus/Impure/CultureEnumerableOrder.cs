// SCUT1006: Enumerable.Order() over strings has no comparer
using System.Collections.Immutable;

public sealed record Tags(ImmutableArray<string> All);
public sealed record TagAdded(string Tag);

public static class TagsReducers
{
    [Reducer]
    public static Tags Apply(Tags state, TagAdded action) => new([.. state.All.Append(action.Tag).Order()]); // here
}
