// silent: dates made of constants and of arithmetic
public static class Reducers
{
    private static readonly DateTime Start = new(2024, 1, 1, 0, 0, 0, DateTimeKind.Utc);

    [Reducer]
    public static Tally Apply(Tally state, Bumped action) => state with
    {
        At = DateTime.UnixEpoch.AddDays(action.By) + TimeSpan.FromHours(1) + (Start - DateTime.MinValue),
        Seen = DateTimeOffset.FromUnixTimeSeconds(action.By),
    };
}
