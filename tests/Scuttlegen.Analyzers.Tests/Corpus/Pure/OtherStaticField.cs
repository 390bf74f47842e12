// silent: another field of the same class reads the clock, and its lambda is never made
public static class Settings
{
    public static readonly int Limit = 5;
    public static readonly DateTime Started = DateTime.UtcNow;
    public static readonly Func<Guid> NextId = () => Guid.NewGuid();
}

public static class Reducers
{
    [Reducer]
    public static Tally Apply(Tally state, Bumped action) => state with { Value = Settings.Limit };
}
