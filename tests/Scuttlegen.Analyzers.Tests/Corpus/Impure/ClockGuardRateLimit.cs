// SCUT1001: a guard that throttles by the time of evaluation, so each rewind judges anew
public static class Limits
{
    [Guard]
    public static bool MayBump(Tally state, Bumped action) => DateTimeOffset.UtcNow - state.Seen > TimeSpan.FromSeconds(1); // here
}
