// SCUT1001 Apply → new Line → DateTime.UtcNow
public sealed class Line
{
    public readonly DateTime At = DateTime.UtcNow;
}

public static class Reducers
{
    [Reducer]
    public static Tally Apply(Tally state, Bumped action) => state with { At = new Line().At }; // here
}
