// SCUT1001 Apply → Stamps.Fresh → DateTimeOffset.UtcNow
public static class Stamps
{
    public static DateTimeOffset Fresh() => DateTimeOffset.UtcNow;
}

public static class Reducers
{
    [Reducer]
    public static Tally Apply(Tally state, Bumped action)
    {
        var seen = Stamps.Fresh(); // here
        return state with { Seen = seen };
    }
}
