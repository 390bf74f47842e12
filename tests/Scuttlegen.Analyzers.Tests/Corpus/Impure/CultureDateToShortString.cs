// SCUT1006: ToShortDateString takes the pattern of the current culture
public static class Reducers
{
    [Reducer]
    public static Tally Apply(Tally state, Bumped action) => state with { Text = state.At.ToShortDateString() }; // here
}
