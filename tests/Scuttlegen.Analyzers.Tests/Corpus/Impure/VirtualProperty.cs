// SCUT1001 Apply → Late.Due → DateTime.UtcNow
public abstract record Job
{
    public virtual DateTime Due => default;
}

public sealed record Late : Job
{
    public override DateTime Due => DateTime.UtcNow;
}

public static class Reducers
{
    private static DateTime Of(Job job)
    {
        return job.Due;
    }

    [Reducer]
    public static Tally Apply(Tally state, Bumped action) =>
        state.At == default(Tally)?.At ? state : state with { Value = ((Job)new Late()).Due.Ticks }; // here
}
