// SCUT2002, SCUT4002: decays each reading of the state's list in a for loop
public sealed record Sensor(List<int> Readings); // here

public sealed record Decayed(int By);

public static class SensorReducer
{
    [Reducer]
    public static Sensor Apply(Sensor state, Decayed action)
    {
        for (var i = 0; i < state.Readings.Count; i++)
            state.Readings[i] -= action.By; // here
        return state with { };
    }
}
