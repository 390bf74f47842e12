// SCUT2001 Apply → Room.Draft
public sealed record Room(string Topic, [LocalSlice] string Draft);

public static class Reducers
{
    [Reducer]
    public static Room Apply(Room state, Bumped action) => state with { Topic = state.ToString() }; // here
}
