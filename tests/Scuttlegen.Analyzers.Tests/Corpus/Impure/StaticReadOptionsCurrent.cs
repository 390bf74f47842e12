// SCUT2004: reads a limit from the current options
public sealed record ShopOptions(int FreeShippingFrom)
{
    public static ShopOptions Current { get; set; } = new(5000);
}

public sealed record Checkout(int Shipping);

public sealed record Totalled(int Cents);

public static class CheckoutReducer
{
    [Reducer]
    public static Checkout Apply(Checkout state, Totalled action)
    {
        var options = ShopOptions.Current; // here
        return new Checkout(action.Cents >= options.FreeShippingFrom ? 0 : 490);
    }
}
