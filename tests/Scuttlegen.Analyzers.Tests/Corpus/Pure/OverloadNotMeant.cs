// silent: the impure overload is another one
public static class Stamps
{
    public static DateTime Of() => DateTime.UtcNow;
    public static DateTime Of(int day) => DateTime.UnixEpoch.AddDays(day);
}

public static class Reducers
{
    [Reducer]
    public static Tally Apply(Tally state, Bumped action) => state with { At = Stamps.Of(action.By) };
}
