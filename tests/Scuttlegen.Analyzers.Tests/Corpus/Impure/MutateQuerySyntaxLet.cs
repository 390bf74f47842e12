// SCUT2002: a query whose `let` writes to the element
public sealed record Invoice(long Total);

public sealed class Position
{
    public int Price { get; set; }
    public int Quantity { get; init; }
}

public sealed record Invoiced(IReadOnlyList<Position> Positions);

public static class InvoiceReducer
{
    [Reducer]
    public static Invoice Apply(Invoice state, Invoiced action)
    {
        var totals = from position in action.Positions
                     let price = position.Price *= position.Quantity // here
                     select (long)price;
        return new Invoice(totals.Sum());
    }
}
