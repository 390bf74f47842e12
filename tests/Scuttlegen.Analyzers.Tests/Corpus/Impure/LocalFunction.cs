// SCUT1001 Apply → Now → DateTime.UtcNow
public static class Reducers
{
    [Reducer]
    public static Tally Apply(Tally state, Bumped action)
    {
        return state with { At = Now() };

        static DateTime Now() => DateTime.UtcNow; // here
    }
}
