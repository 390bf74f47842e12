// SCUT1008: Select(...).ToImmutableList() over a dictionary is kept in state
using System.Collections.Immutable;

public sealed record Line(string Sku, uint Count);
public sealed record Cart(ImmutableDictionary<string, uint> Counts, ImmutableList<Line> Lines);
public sealed record Put(string Sku);

public static class CartReducers
{
    [Reducer]
    public static Cart Apply(Cart state, Put action)
    {
        var counts = state.Counts.SetItem(action.Sku, state.Counts.GetValueOrDefault(action.Sku) + 1);
        return new Cart(counts, counts.Select(pair => new Line(pair.Key, pair.Value)).ToImmutableList()); // here
    }
}
