// SCUT1006: a price tag's getter formats with "N2" in the current culture
public readonly record struct Price(decimal Amount)
{
    public string Tag => Amount.ToString("N2");
}

public sealed record Shelf(string Tag);
public sealed record Priced(decimal Amount);

public static class ShelfReducers
{
    [Reducer]
    public static Shelf Apply(Shelf state, Priced action) => new(new Price(action.Amount).Tag); // here
}
