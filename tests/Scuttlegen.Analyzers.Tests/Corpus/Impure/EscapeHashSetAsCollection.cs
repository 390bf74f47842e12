// SCUT2005, SCUT1008: a fresh HashSet behind IReadOnlyCollection
public sealed record Room(IReadOnlyCollection<string> Present);

public sealed record Present(string Name);

public static class RoomReducer
{
    [Reducer]
    public static Room Apply(Room state, Present action)
    {
        var present = new HashSet<string>(state.Present, StringComparer.Ordinal);
        present.Add(action.Name);
        return state with { Present = present }; // here
    }
}
