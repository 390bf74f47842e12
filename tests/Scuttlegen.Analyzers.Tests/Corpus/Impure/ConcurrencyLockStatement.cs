// SCUT1011: a lock statement in a reducer waits for threads outside of the replay
public static class Reducers
{
    private static readonly object Sync = new();

    [Reducer]
    public static Tally Apply(Tally state, Bumped action)
    {
        lock (Sync) // here
        {
            return state with { Value = state.Value + action.By };
        }
    }
}
