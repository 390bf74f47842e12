// SCUT1012: string.IsInterned knows what this process has interned
public static class Reducers
{
    [Reducer]
    public static Tally Apply(Tally state, Bumped action) => string.IsInterned(action.Text) is null ? state : state with { Text = action.Text }; // here
}
