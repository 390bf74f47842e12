// silent: entries are removed from a dictionary by a filter over its keys: which goes first does not matter
using System.Collections.Immutable;

public sealed record Sessions(ImmutableDictionary<string, DateTimeOffset> Seen);
public sealed record Swept(DateTimeOffset Before);

public static class SessionReducers
{
    [Reducer]
    public static Sessions Apply(Sessions state, Swept action) =>
        new(state.Seen.RemoveRange(state.Seen.Where(session => session.Value < action.Before).Select(session => session.Key)));
}
