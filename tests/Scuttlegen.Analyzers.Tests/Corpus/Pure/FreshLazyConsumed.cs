// silent: the Lazy and the query are used up before the reducer returns
using System.Collections.Immutable;

public sealed record Stats(ImmutableList<int> Values, int Median);

public sealed record Refreshed(bool Wanted);

public static class StatsReducer
{
    [Reducer]
    public static Stats Apply(Stats state, Refreshed action)
    {
        var sorted = new Lazy<ImmutableList<int>>(() => state.Values.Sort(), isThreadSafe: false);
        if (!action.Wanted || sorted.Value.IsEmpty)
            return state;
        var above = sorted.Value.Where(value => value > 0);
        return state with { Median = sorted.Value[sorted.Value.Count / 2] + above.Count() };
    }
}
