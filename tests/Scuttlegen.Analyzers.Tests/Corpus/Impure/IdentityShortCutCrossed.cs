// SCUT1012: of two equal ones, the parts that are compared are not the same
public sealed class Span(int from, int to)
{
    public int From { get; } = from;

    public int To { get; } = to;

    public static bool Touch(Span left, Span right) => ReferenceEquals(left, right) || left.To == right.From;
}

public sealed record Row(Span Last, int Touching);

public sealed record Placed(Span Span);

public static class RowReducer
{
    [Reducer]
    public static Row Apply(Row state, Placed action) => Span.Touch(state.Last, action.Span) ? state with { Touching = state.Touching + 1 } : state; // here
}
