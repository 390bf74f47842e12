// SCUT1003, SCUT1016: the current Activity of the replaying process leaks into the state
using System.Diagnostics;

public static class Reducers
{
    [Reducer]
    public static Tally Apply(Tally state, Bumped action) => state with { Text = Activity.Current?.Id ?? action.Text }; // here
}
