// silent: the initial state is a static property without a setter
using System.Collections.Immutable;

public sealed record Room(ImmutableList<string> Lines, int Cleared)
{
    public static Room Initial { get; } = new(ImmutableList<string>.Empty, 0);
}

public sealed record ClearedAll;

public static class RoomReducer
{
    [Reducer]
    public static Room Apply(Room state, ClearedAll action) => Room.Initial with { Cleared = state.Cleared + 1 };
}
