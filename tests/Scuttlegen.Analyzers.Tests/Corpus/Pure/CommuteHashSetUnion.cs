// silent: adding to a hash set is a join
using System.Collections.Immutable;

public sealed record Tags(ImmutableHashSet<Guid> Ids);

public sealed record Tagged(Guid Id);

public static class TagsReducer
{
    [Reducer(Commutes = true)]
    public static Tags Apply(Tags state, Tagged action) => new(state.Ids.Add(action.Id));
}
