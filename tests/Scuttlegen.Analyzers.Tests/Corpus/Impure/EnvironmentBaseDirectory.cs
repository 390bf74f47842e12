// SCUT1005: the base directory of the app domain goes into the state
public static class Reducers
{
    [Reducer]
    public static Tally Apply(Tally state, Bumped action) => state with { Text = AppContext.BaseDirectory }; // here
}
