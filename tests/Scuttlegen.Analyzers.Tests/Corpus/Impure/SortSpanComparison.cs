// SCUT1009: Span.Sort with a comparison that ties, in a helper
using System.Collections.Immutable;

public sealed record Ticket(string Id, uint Priority);
public sealed record Desk(ImmutableArray<Ticket> Tickets);
public sealed record Raised(string Id, uint Priority);

public static class Triage
{
    public static ImmutableArray<Ticket> ByPriority(ImmutableArray<Ticket> tickets)
    {
        var copy = tickets.ToArray();
        copy.AsSpan().Sort(static (a, b) => a.Priority.CompareTo(b.Priority));
        return [.. copy];
    }
}

public static class DeskReducers
{
    [Reducer]
    public static Desk Apply(Desk state, Raised action) => new(Triage.ByPriority(state.Tickets.Add(new Ticket(action.Id, action.Priority)))); // here
}
