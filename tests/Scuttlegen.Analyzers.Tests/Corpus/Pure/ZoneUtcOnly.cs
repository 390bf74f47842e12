// silent: conversions between instants and UTC that never ask for the local zone
public sealed record Clocked(DateTime Utc, DateTimeOffset At, long Unix);
public sealed record Punched(DateTimeOffset At, DateTime When);

public static class ClockedReducers
{
    [Reducer]
    public static Clocked Apply(Clocked state, Punched action) => new(
        DateTime.SpecifyKind(action.When, DateTimeKind.Utc),
        new DateTimeOffset(action.When.Ticks, TimeSpan.Zero).ToUniversalTime(),
        action.At.ToUnixTimeMilliseconds() + action.At.UtcTicks);
}
