// SCUT1004: comparing a DateTimeOffset with a DateTime converts the latter with the local offset
public static class ZoneGuards
{
    [Guard]
    public static bool Later(Tally state, Bumped action) => state.Seen > new DateTime(2026, 1, 1); // here
}
