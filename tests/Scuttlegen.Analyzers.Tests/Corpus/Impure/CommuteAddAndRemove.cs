// SCUT5001: adding and removing the same member do not commute
using System.Collections.Immutable;

public sealed record Members(ImmutableSortedSet<int> Ids);

public sealed record MemberAdded(int Id);

public sealed record MemberRemoved(int Id);

public static class MembersReducer
{
    [Reducer(Commutes = true)]
    public static Members Add(Members state, MemberAdded action) => new(state.Ids.Add(action.Id)); // here

    [Reducer]
    public static Members Remove(Members state, MemberRemoved action) => new(state.Ids.Remove(action.Id));
}
