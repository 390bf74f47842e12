// SCUT1008: a query over a set keeps the set's order
using System.Collections.Immutable;

public sealed record Team(ImmutableHashSet<string> Names, ImmutableArray<string> Captains);
public sealed record CaptainsAsked(int MinLength);

public static class TeamReducers
{
    [Reducer]
    public static Team Apply(Team state, CaptainsAsked action)
    {
        var captains = from name in state.Names
                       where name.Length > action.MinLength
                       select name + "*";
        return state with { Captains = captains.ToImmutableArray() }; // here
    }
}
