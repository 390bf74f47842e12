// SCUT5001: only the first hundred are taken, and order decides which
using System.Collections.Immutable;

public sealed record Event(ImmutableSortedSet<int> Guests);

public sealed record SignedUp(int Guest);

public static class EventReducer
{
    [Reducer(Commutes = true)]
    public static Event Apply(Event state, SignedUp action) => // here
        state.Guests.Count < 100 ? new(state.Guests.Add(action.Guest)) : state;
}
