// silent: a record's and a tuple's text is neutral when all its members' texts are
public enum Kind { Bug, Wish }
public sealed record Ticket(string Title, Kind Kind, Guid Id, bool Open);
public sealed record Log(string Text);
public sealed record TicketLogged(Ticket Ticket);

public static class LogReducers
{
    [Reducer]
    public static Log Apply(Log state, TicketLogged action) => new($"{action.Ticket}" + (action.Ticket.Title, action.Ticket.Kind) + action.Ticket.ToString());
}
