// SCUT1001 Apply → new Derived → DateTime.UtcNow
public abstract class Root(DateTime at)
{
    public DateTime At { get; } = at;
}

public sealed class Derived() : Root(DateTime.UtcNow);

public static class Reducers
{
    [Reducer]
    public static Tally Apply(Tally state, Bumped action) => state with { At = new Derived().At }; // here
}
