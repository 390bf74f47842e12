// SCUT2001 CanBump → Room.Draft
public sealed record Room(string Topic, [property: LocalSlice] string Draft);

public static class Guards
{
    [Guard]
    public static bool CanBump(Room state, Bumped action) => state.Draft.Length > 3; // here
}
