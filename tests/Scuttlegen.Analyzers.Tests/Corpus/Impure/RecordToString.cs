// SCUT1001 Apply → Lease.Age → DateTime.UtcNow
// SCUT1006 Apply → Lease.ToString
public sealed record Lease(DateTime Since)
{
    public TimeSpan Age => DateTime.UtcNow - Since;
}

public static class Reducers
{
    [Reducer]
    public static Tally Apply(Tally state, Bumped action) => state with { Text = $"lease {new Lease(state.At)}" }; // here
}
