// silent: an immutable table in a static readonly field, and a helper that returns a finished ValueTask nobody waits for
using System.Collections.Immutable;

public static class Prices
{
    private static readonly ImmutableDictionary<string, decimal> Table = ImmutableDictionary<string, decimal>.Empty.Add("tea", 2m).Add("cake", 4m);
    public static decimal Of(string item) => Table.GetValueOrDefault(item, 1m);
    public static ValueTask<decimal> OfAsync(string item) => ValueTask.FromResult(Of(item));
}

public sealed record Tab(decimal Total);
public sealed record Ordered(string Item);

public static class TabReducers
{
    [Reducer]
    public static Tab Apply(Tab state, Ordered action) => new(state.Total + Prices.Of(action.Item));
}
