// SCUT1008: a local function walks a set until a budget is spent
using System.Collections.Immutable;

public sealed record Shop(ImmutableDictionary<string, uint> Prices, ImmutableHashSet<string> Bought);
public sealed record Spree(uint Budget);

public static class ShopReducers
{
    [Reducer]
    public static Shop Apply(Shop state, Spree action)
    {
        return state with { Bought = Affordable(state.Prices, action.Budget) };

        static ImmutableHashSet<string> Affordable(ImmutableDictionary<string, uint> prices, uint budget)
        {
            var bought = ImmutableHashSet.CreateBuilder<string>();
            foreach (var (name, price) in prices) // here
            {
                if (price > budget) continue;
                budget -= price;
                bought.Add(name);
            }

            return bought.ToImmutable();
        }
    }
}
