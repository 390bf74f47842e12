// SCUT2004: a lookup table that the host fills at start-up
public static class Catalogue
{
    private static readonly Dictionary<string, int> Prices = new(StringComparer.Ordinal);

    public static void Configure(string sku, int price) => Prices[sku] = price;

    public static int Price(string sku) => Prices.TryGetValue(sku, out var price) ? price : 0;
}

public sealed record Bill(long Total);

public sealed record Ordered(string Sku);

public static class BillReducer
{
    [Reducer]
    public static Bill Apply(Bill state, Ordered action) => new(state.Total + Catalogue.Price(action.Sku)); // here
}
