// SCUT1001 Apply → Extensions.Stamped → DateTime.UtcNow
public static class Extensions
{
    public static Tally Stamped(this Tally tally) => tally with { At = DateTime.UtcNow };
}

public static class Reducers
{
    [Reducer]
    public static Tally Apply(Tally state, Bumped action) => state.Stamped(); // here
}
