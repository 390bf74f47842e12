// SCUT1014: a dynamic member access in the reducer itself
public static class Reducers
{
    [Reducer]
    public static Tally Apply(Tally state, Bumped action)
    {
        dynamic loose = action;
        return state with { Text = (string)loose.Text }; // here
    }
}
