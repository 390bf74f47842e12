// SCUT2002, SCUT4002: sets an entry of the stock's own dictionary
public sealed record Stock(Dictionary<string, int> Levels); // here

public sealed record Restocked(string Sku, int Level);

public static class StockReducer
{
    [Reducer]
    public static Stock Apply(Stock state, Restocked action)
    {
        state.Levels[action.Sku] = action.Level; // here
        return state with { };
    }
}
