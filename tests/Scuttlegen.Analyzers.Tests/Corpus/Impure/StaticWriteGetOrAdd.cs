// SCUT2003: a concurrent dictionary as a static cache
using System.Collections.Concurrent;

public sealed record Prices(long Total);

public sealed record Priced(string Sku);

public static class PricesReducer
{
    private static readonly ConcurrentDictionary<string, int> Cache = new(StringComparer.Ordinal);

    [Reducer]
    public static Prices Apply(Prices state, Priced action)
    {
        var price = Cache.GetOrAdd(action.Sku, static sku => sku.Length * 10); // here
        return new Prices(state.Total + price);
    }
}
