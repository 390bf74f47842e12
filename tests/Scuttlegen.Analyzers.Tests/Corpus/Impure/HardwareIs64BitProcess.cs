// SCUT1005: a limit that depends on the bitness of the process, in a static readonly field
public static class Capacity
{
    public static readonly int Max = Environment.Is64BitProcess ? 1_000_000 : 100_000;
}

public sealed record Inventory(int Items);
public sealed record Restocked(int Items);

public static class InventoryReducers
{
    [Reducer]
    public static Inventory Apply(Inventory state, Restocked action) => new(Math.Min(Capacity.Max, state.Items + action.Items)); // here
}
