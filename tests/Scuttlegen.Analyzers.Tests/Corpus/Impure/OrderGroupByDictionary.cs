// SCUT1008: groups come in the order of the dictionary's entries
using System.Collections.Immutable;

public sealed record Tasks(ImmutableDictionary<string, string> Owners, ImmutableArray<string> ByOwner);
public sealed record Assigned(string Task, string Owner);

public static class TaskReducers
{
    [Reducer]
    public static Tasks Apply(Tasks state, Assigned action)
    {
        var owners = state.Owners.SetItem(action.Task, action.Owner);
        return new Tasks(owners, [.. owners.GroupBy(pair => pair.Value).Select(group => group.Key)]); // here
    }
}
