// SCUT1001 Apply → DateTime.UtcNow
using static System.DateTime;

public static class Reducers
{
    [Reducer]
    public static Tally Apply(Tally state, Bumped action) => state with { At = UtcNow }; // here
}
