// SCUT1013: the stack of the replay is stored as the cause of a change
public static class Reducers
{
    [Reducer]
    public static Tally Apply(Tally state, Bumped action) => state with { Text = Environment.StackTrace }; // here
}
