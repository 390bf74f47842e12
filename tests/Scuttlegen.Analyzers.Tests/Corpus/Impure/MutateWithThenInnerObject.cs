// SCUT2002, SCUT4002: the helper's `with` copies the order, and its customer is shared
public sealed class Customer
{
    public int Orders { get; set; } // here
}

public sealed record Order(int Number, Customer Customer);

public sealed record Placed(int Number);

public static class Placing
{
    public static Order Next(Order order, int number)
    {
        var next = order with { Number = number };
        next.Customer.Orders++;
        return next;
    }
}

public static class OrderReducer
{
    [Reducer]
    public static Order Apply(Order state, Placed action) => Placing.Next(state, action.Number); // here
}
