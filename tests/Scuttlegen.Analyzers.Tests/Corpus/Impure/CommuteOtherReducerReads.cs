// SCUT5001: another reducer decides by the field, so it matters what came before it
public sealed record Ship(int Furthest, bool Docked);

public sealed record Sailed(int Mile);

public sealed record Docked;

public static class ShipReducer
{
    [Reducer(Commutes = true)]
    public static Ship Sail(Ship state, Sailed action) => state with { Furthest = Math.Max(state.Furthest, action.Mile) }; // here

    [Reducer]
    public static Ship Dock(Ship state, Docked action) => state with { Docked = state.Furthest > 100 };
}
