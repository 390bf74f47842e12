// SCUT1004 Apply → DateTime.ToLocalTime
public static class Reducers
{
    [Reducer]
    public static Tally Apply(Tally state, Bumped action) => state with { At = state.At.ToLocalTime() }; // here
}
