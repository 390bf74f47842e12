// SCUT1004: an epoch helper goes through DateTimeOffset and so through the local zone
public static class Epoch
{
    public static long Seconds(int year, int month, int day)
    {
        DateTimeOffset at = new DateTime(year, month, day, 12, 0, 0);
        return at.ToUnixTimeSeconds();
    }
}

public static class Reducers
{
    [Reducer]
    public static Tally Apply(Tally state, Bumped action) => state with { Value = Epoch.Seconds(2024, 2, 1 + action.By) }; // here
}
