// SCUT1006: Convert.ToString(double) uses the current culture
public static class Reducers
{
    [Reducer]
    public static Tally Apply(Tally state, Bumped action) => state with { Text = Convert.ToString(action.By * 0.5) }; // here
}
