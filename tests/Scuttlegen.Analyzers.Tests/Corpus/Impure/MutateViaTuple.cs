// SCUT2002, SCUT4002: a tuple carries the state's list to where it is changed
public sealed record Queueing(List<int> Tickets, int Served); // here

public sealed record Served(int Ticket);

public static class QueueingReducer
{
    [Reducer]
    public static Queueing Apply(Queueing state, Served action)
    {
        var work = (state.Tickets, Count: state.Served);
        work.Count++;
        work.Tickets.Remove(action.Ticket); // here
        return state with { Served = work.Count };
    }
}
