// SCUT2001 Apply → Hall.Draft
public record Hall([LocalSlice] string Draft);

public sealed record Room(string Topic, string Draft) : Hall(Draft);

public static class Reducers
{
    private static readonly Room Empty = null!;

    [Reducer]
    public static Room Apply(Room state, Bumped action) =>
        state == Empty ? state : state; // here
}
