// SCUT4002: the envelope is generic and immutable, what it holds here is a HashSet
public sealed record Versioned<T>(T Value, int Version);

public sealed record Group(Versioned<HashSet<int>> Members, string Name); // here

public sealed record GroupRenamed(string Name);

public static class GroupReducer
{
    [Reducer]
    public static Group Apply(Group state, GroupRenamed action) => state with { Name = action.Name };
}
