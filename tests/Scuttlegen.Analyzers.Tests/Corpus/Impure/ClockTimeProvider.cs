// SCUT1001 Apply → TimeProvider.GetUtcNow
public static class Reducers
{
    [Reducer]
    public static Tally Apply(Tally state, Bumped action) => state with { Seen = TimeProvider.System.GetUtcNow() }; // here
}
