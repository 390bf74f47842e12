// SCUT1001 Apply → Clocked.Age → DateTime.UtcNow
public sealed record Clocked(DateTime Born)
{
    public TimeSpan Age => DateTime.UtcNow - Born;
}

public static class Reducers
{
    [Reducer]
    public static Tally Apply(Tally state, Bumped action) => state with { Value = new Clocked(state.At).Age.Ticks }; // here
}
