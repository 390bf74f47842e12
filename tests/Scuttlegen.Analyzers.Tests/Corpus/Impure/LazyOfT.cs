// SCUT2006: a Lazy<T> is made in the reducer and evaluated who knows when
using System.Collections.Immutable;

public sealed record Statistics(ImmutableList<int> Values, Lazy<int> Sum);

public sealed record ValueAdded(int Value);

public static class StatisticsReducer
{
    [Reducer]
    public static Statistics Apply(Statistics state, ValueAdded action)
    {
        var values = state.Values.Add(action.Value);
        return new Statistics(values, new Lazy<int>(() => values.Sum())); // here
    }
}
