// silent: sums of integers and decimals are the same in any order, least and greatest too
using System.Collections.Immutable;

public sealed record Stock(ImmutableDictionary<string, int> Counts, long Total, int Least, int Most);
public sealed record Stocked(string Sku, int Count);

public static class StockReducers
{
    [Reducer]
    public static Stock Apply(Stock state, Stocked action)
    {
        var counts = state.Counts.SetItem(action.Sku, action.Count);
        return new Stock(counts, counts.Values.Sum(count => (long)count), counts.Values.Min(), counts.Max(pair => pair.Value));
    }
}
