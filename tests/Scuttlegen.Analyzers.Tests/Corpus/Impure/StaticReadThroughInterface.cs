// SCUT2004: one of the visible price lists reads a static discount
public interface IPriceList
{
    int Price(int item);
}

public sealed class Regular : IPriceList
{
    public int Price(int item) => item * 100;
}

public sealed class Sale : IPriceList
{
    public static int Discount = 10;

    public int Price(int item) => item * (100 - Discount);
}

public sealed record Cart(long Total);

public sealed record Bought(int Item, bool OnSale);

public static class CartReducer
{
    [Reducer]
    public static Cart Apply(Cart state, Bought action)
    {
        IPriceList prices = action.OnSale ? new Sale() : new Regular();
        return new Cart(state.Total + prices.Price(action.Item)); // here
    }
}
