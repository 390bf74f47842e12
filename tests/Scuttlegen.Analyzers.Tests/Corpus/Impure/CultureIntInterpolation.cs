// SCUT1006: a negative int in an interpolated string takes the culture's minus sign (U+2212 under sv-SE)
public static class Reducers
{
    [Reducer]
    public static Tally Apply(Tally state, Bumped action) => state with { Text = $"by {action.By}" }; // here
}
