// SCUT1008: Chunk splits a set into teams by hash order
using System.Collections.Immutable;

public sealed record Camp(ImmutableHashSet<string> Kids, ImmutableHashSet<string> FirstTent);
public sealed record TentsPitched(int Size);

public static class CampReducers
{
    [Reducer]
    public static Camp Apply(Camp state, TentsPitched action)
    {
        var tents = state.Kids.Chunk(action.Size).ToList(); // here
        return tents.Count == 0 ? state : state with { FirstTent = [.. tents[0]] };
    }
}
