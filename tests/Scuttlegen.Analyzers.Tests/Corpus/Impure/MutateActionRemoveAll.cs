// SCUT2002: filters the action's invitations in place before it takes them
using System.Collections.Immutable;

public sealed record Party(ImmutableSortedSet<int> Guests);

public sealed record Invited(List<int> Guests);

public static class PartyReducer
{
    [Reducer]
    public static Party Apply(Party state, Invited action)
    {
        action.Guests.RemoveAll(guest => guest < 0); // here
        return new Party(state.Guests.Union(action.Guests));
    }
}
