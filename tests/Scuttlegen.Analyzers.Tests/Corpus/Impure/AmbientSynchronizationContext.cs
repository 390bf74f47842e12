// SCUT1011: whether a UI context is current tells the desktop from the server
using System.Threading;

public static class Hosting
{
    public static bool HasUi => SynchronizationContext.Current is not null;
}

public static class Reducers
{
    [Reducer]
    public static Tally Apply(Tally state, Bumped action) => Hosting.HasUi ? state with { Text = action.Text } : state; // here
}
