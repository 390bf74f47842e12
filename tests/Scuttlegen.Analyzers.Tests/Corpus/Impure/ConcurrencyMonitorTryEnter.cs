// SCUT1011: whether a lock is free depends on other threads
using System.Threading;

public static class Gate
{
    private static readonly object Sync = new();

    public static bool IsFree()
    {
        if (!Monitor.TryEnter(Sync)) return false;
        Monitor.Exit(Sync);
        return true;
    }
}

public static class Reducers
{
    [Reducer]
    public static Tally Apply(Tally state, Bumped action) => Gate.IsFree() ? state with { Value = state.Value + action.By } : state; // here
}
