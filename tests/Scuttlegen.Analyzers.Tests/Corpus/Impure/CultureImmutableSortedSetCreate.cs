// SCUT1006: ImmutableSortedSet.Create for strings without a comparer
using System.Collections.Immutable;

public sealed record Topics(ImmutableSortedSet<string> All);
public sealed record TopicsSet(string One, string Two);

public static class TopicReducers
{
    [Reducer]
    public static Topics Apply(Topics state, TopicsSet action) => new(ImmutableSortedSet.Create(action.One, action.Two)); // here
}
