// silent: a HashSet only remembers what was seen; the list gives the order
using System.Collections.Immutable;

public sealed record History(ImmutableList<string> Visits);
public sealed record Visited(string Url);

public static class HistoryReducers
{
    [Reducer]
    public static History Apply(History state, Visited action)
    {
        var seen = new HashSet<string>(StringComparer.Ordinal);
        var kept = ImmutableList.CreateBuilder<string>();
        foreach (var visit in state.Visits.Add(action.Url))
            if (seen.Add(visit))
                kept.Add(visit);
        return new History(kept.ToImmutable());
    }
}
