// SCUT4002: IDictionary promises writes
public sealed record Prices(IDictionary<string, int> BySku, int Changes); // here

public sealed record Changed;

public static class PricesReducer
{
    [Reducer]
    public static Prices Apply(Prices state, Changed action) => state with { Changes = state.Changes + 1 };
}
