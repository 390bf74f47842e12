// SCUT2005: ToArray makes a mutable array, and the state keeps it behind IReadOnlyList
public sealed record Series(IReadOnlyList<int> Values);

public sealed record ValueAdded(int Value);

public static class SeriesReducer
{
    [Reducer]
    public static Series Apply(Series state, ValueAdded action) => state with { Values = state.Values.Append(action.Value).ToArray() }; // here
}
