// SCUT1004: FindSystemTimeZoneById reads the machine's zone data, of another version elsewhere
public sealed record Calendar(TimeSpan Offset);
public sealed record ZoneChosen(string Id, DateTimeOffset At);

public static class CalendarReducers
{
    [Reducer]
    public static Calendar Apply(Calendar state, ZoneChosen action)
    {
        return new Calendar(TimeZoneInfo.FindSystemTimeZoneById(action.Id).GetUtcOffset(action.At)); // here
    }
}
