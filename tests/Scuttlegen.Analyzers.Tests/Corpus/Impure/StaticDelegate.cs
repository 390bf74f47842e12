// SCUT1001 Apply → Clocks.Now → DateTime.UtcNow
public static class Clocks
{
    public static readonly Func<DateTime> Now = () => DateTime.UtcNow;
}

public static class Reducers
{
    [Reducer]
    public static Tally Apply(Tally state, Bumped action) => state with { At = Clocks.Now() }; // here
}
