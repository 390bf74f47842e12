// SCUT1008: a helper copies the set into an array, slot by slot, in hash order
using System.Collections.Immutable;

public static class Copies
{
    public static ImmutableArray<string> Of(IReadOnlySet<string> set)
    {
        var copy = new string[set.Count];
        var next = 0;
        foreach (var item in set)
            copy[next++] = item;
        return [.. copy];
    }
}

public sealed record Crew(ImmutableHashSet<string> Members, ImmutableArray<string> Watch);
public sealed record WatchSet(string By);

public static class CrewReducers
{
    [Reducer]
    public static Crew Apply(Crew state, WatchSet action) => state with { Watch = Copies.Of(state.Members) }; // here
}
