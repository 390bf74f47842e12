// silent: whether the texts are one or two, the state that comes of it has the action's text
public static class Reducers
{
    [Reducer]
    public static Tally Apply(Tally state, Bumped action) => ReferenceEquals(state.Text, action.Text) ? state : state with { Text = action.Text };
}
