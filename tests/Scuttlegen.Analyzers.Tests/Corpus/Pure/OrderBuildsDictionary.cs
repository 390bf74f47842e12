// silent: one dictionary is made from another: key by key, so the order is lost again
using System.Collections.Immutable;

public sealed record Shop(ImmutableDictionary<string, decimal> Prices, ImmutableDictionary<string, decimal> Sale);
public sealed record SaleBegun(decimal Factor);

public static class ShopReducers
{
    [Reducer]
    public static Shop Apply(Shop state, SaleBegun action)
    {
        var sale = ImmutableDictionary.CreateBuilder<string, decimal>();
        foreach (var (sku, price) in state.Prices)
            sale[sku] = price * action.Factor;
        return state with { Sale = sale.ToImmutable() };
    }
}
