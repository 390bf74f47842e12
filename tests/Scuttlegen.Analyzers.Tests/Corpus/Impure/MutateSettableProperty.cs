// SCUT2002, SCUT4002: sets a property of the incoming state
public sealed class Thermostat
{
    public int Target { get; set; } // here
}

public sealed record TargetSet(int Degrees);

public static class ThermostatReducer
{
    [Reducer]
    public static Thermostat Apply(Thermostat state, TargetSet action)
    {
        state.Target = action.Degrees; // here
        return state;
    }
}
