// silent: arithmetic on state and action
public static class Reducers
{
    [Reducer]
    public static Tally Apply(Tally state, Bumped action) => state with { Value = state.Value + action.By };
}
