// SCUT1008: a state's convenience property names "the" owner: the first key whose value is true
using System.Collections.Immutable;

public sealed record Group(ImmutableDictionary<string, bool> IsAdmin, string Owner)
{
    public string? AnyAdmin => IsAdmin.Where(pair => pair.Value).Select(pair => pair.Key).FirstOrDefault();
}

public sealed record OwnerLeft(string Name);

public static class GroupReducers
{
    [Reducer]
    public static Group Apply(Group state, OwnerLeft action)
    {
        var left = state with { IsAdmin = state.IsAdmin.Remove(action.Name) };
        return left with { Owner = left.AnyAdmin ?? "" }; // here
    }
}
