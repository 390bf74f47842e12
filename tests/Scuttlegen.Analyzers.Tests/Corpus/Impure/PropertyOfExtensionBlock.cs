// SCUT1001 Apply → Fresh.Ticks → DateTime.UtcNow
public static class Reducers
{
    [Reducer]
    public static Tally Apply(Tally state, Bumped action) => state with { Value = state.Ticks }; // here
}

public static class Fresh
{
    extension(Tally tally)
    {
        public long Ticks => DateTime.UtcNow.Ticks + tally.Value;
    }
}
