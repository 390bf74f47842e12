// SCUT1006: ToImmutableSortedDictionary keyed by strings takes the default comparer
using System.Collections.Immutable;

public sealed record Prices(ImmutableSortedDictionary<string, decimal> BySku);
public sealed record PriceLine(string Sku, decimal Price);
public sealed record Imported(ImmutableArray<PriceLine> Lines);

public static class PriceReducers
{
    [Reducer]
    public static Prices Apply(Prices state, Imported action) => new(action.Lines.ToImmutableSortedDictionary(line => line.Sku, line => line.Price)); // here
}
