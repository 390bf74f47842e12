// SCUT1004: a property shows the hour in the replaying peer's own zone
public sealed record Shift(DateTimeOffset Begins)
{
    public bool IsNight => Begins.ToLocalTime().Hour is < 6 or > 21;
}

public sealed record Roster(Shift Shift, decimal Rate);
public sealed record ShiftTaken(DateTimeOffset Begins);

public static class RosterReducers
{
    [Reducer]
    public static Roster Apply(Roster state, ShiftTaken action)
    {
        var shift = new Shift(action.Begins);
        return new Roster(shift, shift.IsNight ? 1.5m : 1m); // here
    }
}
