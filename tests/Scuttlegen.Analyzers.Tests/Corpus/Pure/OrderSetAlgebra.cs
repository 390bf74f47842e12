// silent: unions, differences, subset and equality tests of sets are about members only
using System.Collections.Immutable;

public sealed record Access(ImmutableHashSet<string> Granted, ImmutableHashSet<string> Missing, bool Complete);
public sealed record Requested(ImmutableHashSet<string> Needed);

public static class AccessReducers
{
    [Reducer]
    public static Access Apply(Access state, Requested action)
    {
        var missing = action.Needed.Except(state.Granted);
        var both = state.Granted.Intersect(action.Needed).Union(state.Missing).SymmetricExcept(missing);
        return new Access(state.Granted, missing, action.Needed.SetEquals(both) || action.Needed.IsSubsetOf(state.Granted) || state.Granted.Overlaps(action.Needed));
    }
}
