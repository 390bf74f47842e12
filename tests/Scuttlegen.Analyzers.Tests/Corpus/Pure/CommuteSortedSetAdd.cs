// silent: adding to a set is a join
using System.Collections.Immutable;

public sealed record Voters(ImmutableSortedSet<int> Ids);

public sealed record Voted(int Id);

public static class VotersReducer
{
    [Reducer(Commutes = true)]
    public static Voters Apply(Voters state, Voted action) => state with { Ids = state.Ids.Add(action.Id) };
}
