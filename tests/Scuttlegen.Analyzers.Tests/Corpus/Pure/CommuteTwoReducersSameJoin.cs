// silent: two actions join the same field by the same maximum
public sealed record Water(int Highest);

public sealed record Measured(int Level);

public sealed record Reported(int Level, string By);

public static class WaterReducer
{
    [Reducer(Commutes = true)]
    public static Water Measure(Water state, Measured action) => state with { Highest = Math.Max(state.Highest, action.Level) };

    [Reducer(Commutes = true)]
    public static Water Report(Water state, Reported action) => state with { Highest = Math.Max(action.Level, state.Highest) };
}
