// SCUT1001 Apply → DateTime.UtcNow
public static class Reducers
{
    [Reducer]
    public static Tally Apply(Tally state, Bumped action) => state with { At = DateTime.UtcNow }; // here
}
