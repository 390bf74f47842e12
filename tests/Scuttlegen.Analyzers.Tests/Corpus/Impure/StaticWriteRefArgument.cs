// SCUT2003: passes a static field by reference to a helper that counts it up
public sealed record Raffle(int Tickets);

public sealed record TicketSold;

public static class RaffleReducer
{
    private static long _sold;

    [Reducer]
    public static Raffle Apply(Raffle state, TicketSold action)
    {
        Bump(ref _sold); // here
        return new Raffle(state.Tickets + 1);
    }

    private static void Bump(ref long number) => number++;
}
