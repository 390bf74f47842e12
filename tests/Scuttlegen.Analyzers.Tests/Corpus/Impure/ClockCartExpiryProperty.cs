// SCUT1001: a cart line's IsExpired getter reads the wall clock, so a replay a minute later drops other lines
using System.Collections.Immutable;

public sealed record CartLine(string Sku, uint Quantity, DateTime ReservedUntil)
{
    public bool IsExpired => ReservedUntil < DateTime.UtcNow;
}

public sealed record Cart(ImmutableList<CartLine> Lines);
public sealed record Reserved(string Sku, uint Quantity, DateTime Until);

public static class CartReducers
{
    [Reducer]
    public static Cart Apply(Cart state, Reserved action)
    {
        var kept = state.Lines.RemoveAll(line => line.IsExpired); // here
        return state with { Lines = kept.Add(new CartLine(action.Sku, action.Quantity, action.Until)) };
    }
}
