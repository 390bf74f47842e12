// SCUT1006: an explicit null provider means the current culture
public static class Reducers
{
    [Reducer]
    public static Tally Apply(Tally state, Bumped action) => state with { Text = state.Value.ToString("D", null) }; // here
}
