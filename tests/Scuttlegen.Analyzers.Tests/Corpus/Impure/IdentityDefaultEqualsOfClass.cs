// SCUT1012: Equals of a class without an override is reference equality
public sealed class Region(string code)
{
    public string Code { get; } = code;
}

public sealed record Trip(Region Current, uint Crossings);
public sealed record Travelled(Region To);

public static class TripReducers
{
    [Reducer]
    public static Trip Apply(Trip state, Travelled action) => state.Current.Equals(action.To) ? state : new Trip(action.To, state.Crossings + 1); // here
}
