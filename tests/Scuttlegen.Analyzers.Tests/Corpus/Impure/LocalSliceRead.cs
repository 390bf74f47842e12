// SCUT2001 Apply → Room.Draft
// SCUT2001 Apply → Room.Cursor
// SCUT2001 Apply → Room.Cursor
public sealed record Room(string Topic, [LocalSlice] string Draft) { [LocalSlice] public int Cursor { get; init; } }

public static class Reducers
{
    [Reducer]
    public static Room Apply(Room state, Bumped action) =>
        state with
        {
            Topic = state.Draft, // here
            Cursor = 0, // here
        } is { Cursor: > 0 } moved ? moved : state; // here
}
