// SCUT1001 Apply → Boot.At → DateTime.UtcNow
public static class Boot
{
    public static readonly DateTime At = DateTime.UtcNow;
}

public static class Reducers
{
    [Reducer]
    public static Tally Apply(Tally state, Bumped action) => state with { At = Boot.At }; // here
}
