// silent: records of scalars, strings and other such records are compared by value
public sealed record Point(int X, int Y);
public sealed record Segment(Point From, Point To, string? Label);
public sealed record Drawing(Segment Last, uint Changes);
public sealed record Drawn(Segment Segment);

public static class DrawingReducers
{
    [Reducer]
    public static Drawing Apply(Drawing state, Drawn action)
    {
        var same = state.Last == action.Segment || state.Last.From.Equals(action.Segment.From) || Equals(state.Last.To, action.Segment.To);
        return same && state.Last.Label == action.Segment.Label ? state : new Drawing(action.Segment, state.Changes + 1);
    }
}
