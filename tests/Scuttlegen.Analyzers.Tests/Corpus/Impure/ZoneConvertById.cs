// SCUT1004: the rules of a named zone come from the machine's tz database
public static class Zones
{
    public static DateTimeOffset InVienna(DateTimeOffset at) => TimeZoneInfo.ConvertTimeBySystemTimeZoneId(at, "Europe/Vienna");
}

public static class Reducers
{
    [Reducer]
    public static Tally Apply(Tally state, Bumped action) => state with { Seen = Zones.InVienna(state.Seen) }; // here
}
