// SCUT1012: the members that are compared and those that the constructor gets are not the same.
public sealed class Span(string from, string to)
{
    public string From { get; } = from;

    public string To { get; } = to;

    public Span Move(string from, string to) => ReferenceEquals(from, From) && ReferenceEquals(to, To) ? this : new Span(to, from);
}

public sealed record Trip(Span Span);

public sealed record Moved(string From, string To);

public static class TripReducer
{
    [Reducer]
    public static Trip Apply(Trip state, Moved action) => new(state.Span.Move(action.From, action.To)); // here
}
