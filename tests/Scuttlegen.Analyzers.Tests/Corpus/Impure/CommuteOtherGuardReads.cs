// SCUT5001: the guard of another action reads what this one joins
public sealed record Water(int Highest, bool Evacuated);

public sealed record Rose(int Level);

public sealed record Evacuating;

public static class WaterReducer
{
    [Reducer(Commutes = true)]
    public static Water Rise(Water state, Rose action) => state with { Highest = Math.Max(state.Highest, action.Level) }; // here

    [Guard]
    public static bool Needed(Water state, Evacuating action) => state.Highest > 4;

    [Reducer]
    public static Water Evacuate(Water state, Evacuating action) => state with { Evacuated = true };
}
