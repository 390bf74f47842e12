// SCUT1004: the implicit conversion from DateTime to DateTimeOffset asks for the local zone
public static class Reducers
{
    [Reducer]
    public static Tally Apply(Tally state, Bumped action) => state with { Seen = state.At }; // here
}
