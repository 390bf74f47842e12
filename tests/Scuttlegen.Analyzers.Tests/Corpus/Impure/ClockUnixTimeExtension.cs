// SCUT1001: an extension method computes a message's age from the system clock
public static class AgeExtensions
{
    public static long AgeInSeconds(this DateTimeOffset sent) => (TimeProvider.System.GetUtcNow() - sent).Ticks / TimeSpan.TicksPerSecond;
}

public static class Reducers
{
    [Reducer]
    public static Tally Apply(Tally state, Bumped action) => state.Seen.AgeInSeconds() > 30 ? state with { Text = action.Text } : state; // here
}
