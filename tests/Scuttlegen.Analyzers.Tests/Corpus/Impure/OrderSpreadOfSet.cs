// SCUT1008: a spread puts a set's members into an array kept in state
using System.Collections.Immutable;

public sealed record Channel(ImmutableHashSet<string> Members, ImmutableArray<string> Roll);
public sealed record Entered(string Name);

public static class ChannelReducers
{
    [Reducer]
    public static Channel Apply(Channel state, Entered action)
    {
        var members = state.Members.Add(action.Name);
        return new Channel(members, [.. members]); // here
    }
}
