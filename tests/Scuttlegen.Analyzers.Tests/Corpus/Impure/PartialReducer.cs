// SCUT1001 Apply → DateTime.UtcNow
public static partial class Reducers
{
    [Reducer]
    public static partial Tally Apply(Tally state, Bumped action);
}

public static partial class Reducers
{
    public static partial Tally Apply(Tally state, Bumped action) => state with { At = DateTime.UtcNow }; // here
}
