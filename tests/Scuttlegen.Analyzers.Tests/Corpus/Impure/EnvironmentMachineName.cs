// SCUT1005: the replaying machine's name is written into the state as if it were the author
public static class Reducers
{
    [Reducer]
    public static Tally Apply(Tally state, Bumped action) => state with { Text = Environment.MachineName }; // here
}
