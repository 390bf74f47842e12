// SCUT1002 Apply → Random.Next
public static class Reducers
{
    [Reducer]
    public static Tally Apply(Tally state, Bumped action) =>
        action.By == 0
            ? state with { Value = Random.Shared.Next() } // here
            : Apply(state, action with { By = action.By - 1 });
}
