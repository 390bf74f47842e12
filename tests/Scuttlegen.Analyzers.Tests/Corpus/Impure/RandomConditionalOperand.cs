// SCUT1002: an empty id is replaced by a random one, behind ?: in a conversion operator
public readonly record struct TicketId(Guid Value)
{
    public static implicit operator TicketId(Guid value) => new(value == Guid.Empty ? Guid.NewGuid() : value);
}

public sealed record Ticket(TicketId Id, string Title);
public sealed record TicketOpened(Guid Id, string Title);

public static class TicketReducers
{
    [Reducer]
    public static Ticket Apply(Ticket state, TicketOpened action)
    {
        TicketId id = action.Id; // here
        return new Ticket(id, action.Title);
    }
}
