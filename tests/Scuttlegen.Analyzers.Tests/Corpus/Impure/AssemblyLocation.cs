// SCUT1003 Apply → Assembly.Location
public static class Reducers
{
    [Reducer]
    public static Tally Apply(Tally state, Bumped action) => state with { Text = typeof(Reducers).Assembly.Location }; // here
}
