// SCUT2002: a comparer that writes to what it compares
using System.Collections.Immutable;

public sealed class Runner
{
    public int Time { get; init; }
    public int Compared { get; set; }
}

public sealed class ByTime : IComparer<Runner>
{
    public int Compare(Runner? left, Runner? right)
    {
        left!.Compared++;
        return left.Time.CompareTo(right!.Time);
    }
}

public sealed record Race(ImmutableArray<int> Times);

public sealed record Finished(IReadOnlyList<Runner> Runners);

public static class RaceReducer
{
    [Reducer]
    public static Race Apply(Race state, Finished action) => new([.. action.Runners.OrderBy(static runner => runner, new ByTime()).Select(static runner => runner.Time)]); // here
}
