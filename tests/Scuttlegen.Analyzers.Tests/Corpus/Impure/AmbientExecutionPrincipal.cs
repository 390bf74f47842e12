// SCUT1016, SCUT1005: Thread.CurrentPrincipal is the identity of the replaying peer
using System.Threading;

public static class Reducers
{
    [Reducer]
    public static Tally Apply(Tally state, Bumped action) => state with { Text = Thread.CurrentPrincipal?.Identity?.Name ?? "" }; // here
}
