// SCUT1001 Apply → new CancellationTokenSource
// SCUT1011 Apply → CancellationTokenSource.IsCancellationRequested
public static class Reducers
{
    [Reducer]
    public static Tally Apply(Tally state, Bumped action)
    {
        using var limit = new System.Threading.CancellationTokenSource(TimeSpan.FromSeconds(1)); // here
        while (!limit.IsCancellationRequested && action.By > 0) { } // here
        return state;
    }
}
