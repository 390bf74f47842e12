// SCUT1001 Apply → Late.Due → DateTime.UtcNow
public abstract record Job
{
    public abstract DateTime Due();
}

public sealed record Early : Job
{
    public override DateTime Due() => DateTime.UnixEpoch;
}

public sealed record Late : Job
{
    public override DateTime Due() => DateTime.UtcNow;
}

public sealed record Jobs(Job First);

public static class Reducers
{
    [Reducer]
    public static Jobs Apply(Jobs state, Bumped action) => state.First.Due() == default ? state : new Jobs(new Early()); // here
}
