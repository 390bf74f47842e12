// SCUT1008: the first of an intersection of two sets
using System.Collections.Immutable;

public sealed record Dating(ImmutableHashSet<string> Mine, string Match);
public sealed record Interests(ImmutableArray<string> Theirs);

public static class DatingReducers
{
    [Reducer]
    public static Dating Apply(Dating state, Interests action)
    {
        var common = state.Mine.Intersect(action.Theirs);
        return common.IsEmpty ? state : state with { Match = common.First() }; // here
    }
}
