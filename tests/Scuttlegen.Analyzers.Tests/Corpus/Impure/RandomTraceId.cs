// SCUT1002 Apply → ActivityTraceId.CreateRandom
public static class Reducers
{
    [Reducer]
    public static Tally Apply(Tally state, Bumped action) => state with { Text = System.Diagnostics.ActivityTraceId.CreateRandom().ToHexString() }; // here
}
