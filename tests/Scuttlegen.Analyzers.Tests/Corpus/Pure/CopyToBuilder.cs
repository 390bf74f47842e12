// silent: ToBuilder shares its nodes with the state, but never changes them
using System.Collections.Immutable;

public sealed record Stock(ImmutableSortedDictionary<int, int> Levels);

public sealed record Delivered(ImmutableArray<int> Skus);

public static class StockReducer
{
    [Reducer]
    public static Stock Apply(Stock state, Delivered action)
    {
        var levels = state.Levels.ToBuilder();
        foreach (var sku in action.Skus)
            levels[sku] = levels.TryGetValue(sku, out var level) ? level + 1 : 1;
        levels.Remove(0);
        return new Stock(levels.ToImmutable());
    }
}
