// silent: the lambda adds up in a captured local
using System.Collections.Immutable;

public sealed record Basket(ImmutableList<int> Prices, long Total);

public sealed record Totalled;

public static class BasketReducer
{
    [Reducer]
    public static Basket Apply(Basket state, Totalled action)
    {
        long total = 0;
        var seen = new HashSet<int>();
        state.Prices.ForEach(price =>
        {
            if (seen.Add(price))
                total += price;
        });
        return state with { Total = total };
    }
}
