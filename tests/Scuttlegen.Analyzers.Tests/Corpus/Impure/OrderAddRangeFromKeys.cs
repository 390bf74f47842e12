// SCUT1008: AddRange of a dictionary's keys to an ordered list
using System.Collections.Immutable;

public sealed record Inventory(ImmutableDictionary<string, uint> Counts, ImmutableList<string> Shipped);
public sealed record AllShipped(string By);

public static class InventoryReducers
{
    [Reducer]
    public static Inventory Apply(Inventory state, AllShipped action) =>
        new(ImmutableDictionary<string, uint>.Empty, state.Shipped.AddRange(state.Counts.Keys)); // here
}
