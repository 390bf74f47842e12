// SCUT1008: a list pattern takes the first of a dictionary's keys
using System.Collections.Immutable;

public sealed record Hosts(ImmutableDictionary<string, bool> Online, string Primary);
public sealed record HostUp(string Name);

public static class HostReducers
{
    [Reducer]
    public static Hosts Apply(Hosts state, HostUp action)
    {
        var online = state.Online.SetItem(action.Name, true);
        return online.Keys.ToArray() is [var first, ..] ? new(online, first) : state; // here
    }
}
