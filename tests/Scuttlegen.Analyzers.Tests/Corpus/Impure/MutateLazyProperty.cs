// SCUT2002: the total is cached in the state on its first read, and `with` copies the stale cache
using System.Collections.Immutable;

public sealed record Basket(ImmutableList<int> Prices, int Reported)
{
    private int? _total;

    public int Total => _total ??= Prices.Sum();
}

public sealed record TotalReported;

public static class BasketReducer
{
    [Reducer]
    public static Basket Apply(Basket state, TotalReported action) => state with { Reported = state.Total }; // here
}
