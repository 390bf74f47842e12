// SCUT1001 Apply → Helper.Stamp → Now → DateTime.UtcNow
public static class Helper
{
    public static DateTime Stamp()
    {
        return Now();
        DateTime Now() => DateTime.UtcNow;
    }
}

public static class Reducers
{
    [Reducer]
    public static Tally Apply(Tally state, Bumped action) => state with { At = Helper.Stamp() }; // here
}
