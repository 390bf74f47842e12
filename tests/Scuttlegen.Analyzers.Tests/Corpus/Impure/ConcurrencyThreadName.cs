// SCUT1011, SCUT1016: Thread.CurrentThread.Name tells who replays
using System.Threading;

public static class Workers
{
    public static string Name => Thread.CurrentThread.Name ?? "";
}

public sealed record Stamped(string Worker);
public sealed record Handled(string What);

public static class StampedReducers
{
    [Reducer]
    public static Stamped Apply(Stamped state, Handled action) => new(Workers.Name); // here
}
