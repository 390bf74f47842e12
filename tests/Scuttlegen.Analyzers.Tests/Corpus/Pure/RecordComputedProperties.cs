// silent: computed properties without caches
using System.Collections.Immutable;

public sealed record Cart(ImmutableArray<int> Prices, int Discount)
{
    public int Total
    {
        get
        {
            var total = 0;
            foreach (var price in Prices)
                total += price;
            return total - Discount;
        }
    }

    public bool IsFree => Total <= 0;

    public int this[int index] => Prices[index];
}

public sealed record Discounted(int By);

public static class CartReducer
{
    [Reducer]
    public static Cart Apply(Cart state, Discounted action) =>
        state.IsFree ? state : state with { Discount = Math.Min(action.By, state.Total + state[0]) };
}
