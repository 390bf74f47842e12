// SCUT1008: FirstOrDefault with a predicate that several entries meet
using System.Collections.Immutable;

public sealed record Warehouse(ImmutableDictionary<string, uint> Stock, string Picked);
public sealed record Pick(uint Quantity);

public static class WarehouseReducers
{
    [Reducer]
    public static Warehouse Apply(Warehouse state, Pick action)
    {
        var bin = state.Stock.FirstOrDefault(entry => entry.Value >= action.Quantity); // here
        return state with { Picked = bin.Key ?? "" };
    }
}
