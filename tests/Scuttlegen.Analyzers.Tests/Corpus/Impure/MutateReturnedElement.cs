// SCUT2002, SCUT4002: the helper finds the ticket in the state, and the reducer sets it
using System.Collections.Immutable;

public sealed class Ticket
{
    public int Id { get; init; }
    public bool Closed { get; set; } // here
}

public sealed record Desk(ImmutableList<Ticket> Tickets);

public sealed record TicketClosed(int Id);

public static class Tickets
{
    public static Ticket? ById(Desk desk, int id)
    {
        foreach (var ticket in desk.Tickets)
        {
            if (ticket.Id == id)
                return ticket;
        }

        return null;
    }
}

public static class DeskReducer
{
    [Reducer]
    public static Desk Apply(Desk state, TicketClosed action)
    {
        var ticket = Tickets.ById(state, action.Id);
        if (ticket is null)
            return state;
        ticket.Closed = true; // here
        return state with { };
    }
}
