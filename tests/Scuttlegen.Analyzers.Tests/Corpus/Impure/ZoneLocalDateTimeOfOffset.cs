// SCUT1004: DateTimeOffset.LocalDateTime is another day in Tokyo than in Lisbon
public sealed record Streak(DateOnly Last, uint Days);
public sealed record CheckedIn(DateTimeOffset At);

public static class StreakReducers
{
    [Reducer]
    public static Streak Apply(Streak state, CheckedIn action)
    {
        var day = DateOnly.FromDateTime(action.At.LocalDateTime); // here
        return day == state.Last ? state : new Streak(day, state.Days + 1);
    }
}
