// silent: one value by its key with a default, and whether there is any at all
using System.Collections.Immutable;

public sealed record Users(ImmutableDictionary<string, string> Names, string Name, bool Empty);
public sealed record Selected(string Id);

public static class UserReducers
{
    [Reducer]
    public static Users Apply(Users state, Selected action) =>
        state with { Name = state.Names.GetValueOrDefault(action.Id, ""), Empty = state.Names.IsEmpty || !state.Names.Values.Any() };
}
