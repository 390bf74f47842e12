// SCUT2001 Apply → Rooms.Length → Room.Draft
// SCUT2001 Apply → Room.Whole → Room.Draft
public sealed record Room(string Topic, [property: LocalSlice] string Draft)
{
    public string Whole => Topic + Draft;
}

public static class Rooms { public static int Length(Room room) => room.Draft.Length; }

public static class Reducers
{
    [Reducer]
    public static Room Apply(Room state, Bumped action)
    {
        if (Rooms.Length(state) > 3) return state; // here
        return state with { Topic = state.Whole }; // here
    }
}
