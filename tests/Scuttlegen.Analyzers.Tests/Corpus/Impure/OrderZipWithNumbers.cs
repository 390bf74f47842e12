// SCUT1008: Zip pairs unordered names with ordered seats
using System.Collections.Immutable;

public sealed record Seating(ImmutableHashSet<string> People, ImmutableDictionary<string, string> Seats);
public sealed record Seated(ImmutableArray<string> Seats);

public static class SeatingReducers
{
    [Reducer]
    public static Seating Apply(Seating state, Seated action) =>
        state with { Seats = state.People.Zip(action.Seats).ToImmutableDictionary(pair => pair.First, pair => pair.Second) }; // here
}
