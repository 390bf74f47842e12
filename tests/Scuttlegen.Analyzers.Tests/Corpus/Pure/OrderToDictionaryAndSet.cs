// silent: ToImmutableDictionary on the same unique keys and ToImmutableHashSet keep no order
using System.Collections.Immutable;

public sealed record Roles(ImmutableDictionary<string, string> ByUser, ImmutableHashSet<string> Used, ImmutableDictionary<string, int> Lengths);
public sealed record RoleGiven(string User, string Role);

public static class RoleReducers
{
    [Reducer]
    public static Roles Apply(Roles state, RoleGiven action)
    {
        var byUser = state.ByUser.SetItem(action.User, action.Role);
        return new Roles(byUser, byUser.Values.ToImmutableHashSet(), byUser.ToImmutableDictionary(pair => pair.Key, pair => pair.Value.Length));
    }
}
