// SCUT1001 Apply → Lease.Age → DateTime.UtcNow
public sealed record Lease(DateTime Since, TimeSpan Age)
{
    public TimeSpan Age => DateTime.UtcNow - Since;
}

public static class Reducers
{
    [Reducer]
    public static Tally Apply(Tally state, Bumped action)
    {
        var (_, age) = new Lease(state.At, default); // here
        return state with { Value = age.Ticks };
    }
}
