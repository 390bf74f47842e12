// silent: dates are built with an explicit kind or offset
public sealed record Season(DateTime Start, DateTimeOffset End, DateOnly Day);
public sealed record SeasonSet(int Year);

public static class SeasonReducers
{
    [Reducer]
    public static Season Apply(Season state, SeasonSet action) => new(
        new DateTime(action.Year, 3, 1, 0, 0, 0, DateTimeKind.Utc),
        new DateTimeOffset(action.Year, 6, 1, 0, 0, 0, TimeSpan.Zero).ToOffset(TimeSpan.FromHours(2)),
        DateOnly.FromDateTime(DateTimeOffset.FromUnixTimeSeconds(1_700_000_000).UtcDateTime));
}
