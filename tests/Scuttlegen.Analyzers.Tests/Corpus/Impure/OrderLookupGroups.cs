// SCUT1008: a lookup built from a set enumerates its groups in the set's order
using System.Collections.Immutable;

public sealed record Index(ImmutableHashSet<string> Words, ImmutableArray<char> Initials);
public sealed record IndexMade(string By);

public static class IndexReducers
{
    [Reducer]
    public static Index Apply(Index state, IndexMade action)
    {
        var byInitial = state.Words.ToLookup(word => word.Length > 0 ? word[0] : ' '); // here
        return state with { Initials = [.. byInitial.Select(group => group.Key)] };
    }
}
