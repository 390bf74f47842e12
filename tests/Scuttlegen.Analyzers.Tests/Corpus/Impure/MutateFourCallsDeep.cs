// SCUT2002, SCUT4002: four calls down, the stock's shelf loses its item
public sealed record Warehouse(Dictionary<string, int> Shelves, int Shipped); // here

public sealed record Shipped(string Sku, int Count);

public static class Shipping
{
    public static bool Ship(Warehouse warehouse, Shipped what) => Pick(warehouse, what.Sku, what.Count);

    private static bool Pick(Warehouse warehouse, string sku, int count) => count > 0 && Take(warehouse.Shelves, sku, count);

    private static bool Take(IDictionary<string, int> shelves, string sku, int count)
    {
        if (!shelves.TryGetValue(sku, out var level) || level < count)
            return false;
        Store(shelves, sku, level - count);
        return true;
    }

    private static void Store(IDictionary<string, int> shelves, string sku, int level) => shelves[sku] = level;
}

public static class WarehouseReducer
{
    [Reducer]
    public static Warehouse Apply(Warehouse state, Shipped action) =>
        Shipping.Ship(state, action) ? state with { Shipped = state.Shipped + 1 } : state; // here
}
