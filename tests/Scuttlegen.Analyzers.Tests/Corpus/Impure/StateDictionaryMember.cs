// SCUT4002: a Dictionary in the state
public sealed record Stock(
    string Name,
    Dictionary<string, int> Levels); // here

public sealed record Renamed(string Name);

public static class StockReducer
{
    [Reducer]
    public static Stock Apply(Stock state, Renamed action) => state with { Name = action.Name };
}
