// SCUT1012: ReferenceEquals of two equal strings depends on interning and on checkpoints
public static class Reducers
{
    [Reducer]
    public static Tally Apply(Tally state, Bumped action) => ReferenceEquals(state.Text, action.Text) ? state : state with { Text = action.Text, Value = state.Value + 1 }; // here
}
