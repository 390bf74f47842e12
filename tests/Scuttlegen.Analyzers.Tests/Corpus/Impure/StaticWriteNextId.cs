// SCUT2003: takes the next id from a static counter in a helper
public sealed record Ticket(int Id, string Title);

public sealed record Opened(string Title);

public static class Ids
{
    private static int _last;

    public static int Next() => ++_last;
}

public static class TicketReducer
{
    [Reducer]
    public static Ticket Apply(Ticket state, Opened action) => new(Ids.Next(), action.Title); // here
}
