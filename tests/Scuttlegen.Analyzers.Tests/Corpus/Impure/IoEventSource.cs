// SCUT1003, SCUT2003: a reducer writes an event to an event source that outside listeners see on every replay
using System.Diagnostics.Tracing;

[EventSource(Name = "Shop")]
public sealed class ShopEvents : EventSource
{
    public static readonly ShopEvents Log = new();
    [Event(1)] public void Sold(string sku) => WriteEvent(1, sku);
}

public sealed record Stock(uint Left);
public sealed record Sold(string Sku);

public static class StockReducers
{
    [Reducer]
    public static Stock Apply(Stock state, Sold action)
    {
        ShopEvents.Log.Sold(action.Sku); // here
        return new Stock(state.Left - 1);
    }
}
