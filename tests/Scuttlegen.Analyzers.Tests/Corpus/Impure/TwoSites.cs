// SCUT1001 Apply → DateTime.UtcNow
// SCUT1001 Apply → Stamps.Fresh → DateTime.UtcNow
public static class Stamps
{
    public static DateTime Fresh() => DateTime.UtcNow;
}

public static class Reducers
{
    [Reducer]
    public static Tally Apply(Tally state, Bumped action)
    {
        var first = DateTime.UtcNow; // here
        var second = Stamps.Fresh(); // here
        return state with { Value = (second - first).Ticks };
    }
}
