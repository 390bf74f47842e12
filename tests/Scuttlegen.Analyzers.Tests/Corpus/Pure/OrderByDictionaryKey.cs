// silent: OrderBy the dictionary's own key with an ordinal comparer leaves no ties
using System.Collections.Immutable;

public sealed record Line(string Sku, uint Count);
public sealed record Cart(ImmutableDictionary<string, uint> Counts, ImmutableArray<Line> Lines);
public sealed record Put(string Sku);

public static class CartReducers
{
    [Reducer]
    public static Cart Apply(Cart state, Put action)
    {
        var counts = state.Counts.SetItem(action.Sku, state.Counts.GetValueOrDefault(action.Sku) + 1);
        return new Cart(counts, [.. counts.OrderBy(pair => pair.Key, StringComparer.Ordinal).Select(pair => new Line(pair.Key, pair.Value))]);
    }
}
