// SCUT5001: the field is joined by maximum here and by minimum there
public sealed record Range(int Limit);

public sealed record Raised(int Limit);

public sealed record Lowered(int Limit);

public static class RangeReducer
{
    [Reducer(Commutes = true)]
    public static Range Raise(Range state, Raised action) => new(Math.Max(state.Limit, action.Limit)); // here

    [Reducer]
    public static Range Lower(Range state, Lowered action) => new(Math.Min(state.Limit, action.Limit));
}
