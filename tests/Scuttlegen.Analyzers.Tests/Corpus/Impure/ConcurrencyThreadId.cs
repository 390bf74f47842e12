// SCUT1011: the managed thread id of the replaying thread is stored
public static class Reducers
{
    [Reducer]
    public static Tally Apply(Tally state, Bumped action) => state with { Value = Environment.CurrentManagedThreadId }; // here
}
