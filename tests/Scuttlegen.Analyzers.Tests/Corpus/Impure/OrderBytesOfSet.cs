// SCUT1008: a checksum chained over a set in hash order: hashing does not commute
using System.Collections.Immutable;

public static class Chaining
{
    public static uint Fnv(IEnumerable<string> items)
    {
        var hash = 2166136261u;
        foreach (var item in items)
            foreach (var c in item)
                hash = unchecked((hash ^ c) * 16777619u);
        return hash;
    }
}

public sealed record Sealed(ImmutableHashSet<string> Documents, uint Seal);
public sealed record SealAsked(string By);

public static class SealReducers
{
    [Reducer]
    public static Sealed Apply(Sealed state, SealAsked action) => state with { Seal = Chaining.Fnv(state.Documents) }; // here
}
