// SCUT1011: work is queued to the thread pool by an extension method
using System.Threading;

public static class Deferred
{
    public static Tally Later(this Tally tally, Action<object?> work) => ThreadPool.QueueUserWorkItem(new WaitCallback(work)) ? tally : new Tally();
}

public static class Reducers
{
    [Reducer]
    public static Tally Apply(Tally state, Bumped action) => (state with { Value = action.By }).Later(_ => { }); // here
}
