// SCUT2001 Apply → Room.Draft
// SCUT2001 Apply → Room.Draft
public sealed record Room(string Topic, [LocalSlice] string Draft);

public static class Reducers
{
    [Reducer]
    public static Room Apply(Room state, Bumped action) =>
        state == new Room("", "") ? state : state; // here
}
