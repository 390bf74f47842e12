// SCUT1008: First() of an ImmutableHashSet picks by seeded hash
using System.Collections.Immutable;

public sealed record Raffle(ImmutableHashSet<string> Tickets, string Winner);
public sealed record Drawn(string By);

public static class RaffleReducers
{
    [Reducer]
    public static Raffle Apply(Raffle state, Drawn action) => state.Tickets.IsEmpty ? state : state with { Winner = state.Tickets.First() }; // here
}
