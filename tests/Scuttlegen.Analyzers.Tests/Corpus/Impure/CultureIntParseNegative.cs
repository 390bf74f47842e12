// SCUT1006: int.Parse takes the minus sign of the current culture
public sealed record Thermostat(int Target);
public sealed record Set(string Degrees);

public static class Reading
{
    public static int Of(string text) => Convert.ToInt32(text);
}

public static class ThermostatReducers
{
    [Reducer]
    public static Thermostat Apply(Thermostat state, Set action) => new(Reading.Of(action.Degrees)); // here
}
