// SCUT2002, SCUT4002: the state's list is the seed that the aggregation adds to
public sealed record Ledger(List<int> Bookings); // here

public sealed record Booked(IReadOnlyList<int> Amounts);

public static class LedgerReducer
{
    [Reducer]
    public static Ledger Apply(Ledger state, Booked action)
    {
        var bookings = action.Amounts.Aggregate(state.Bookings, (list, amount) => { list.Add(amount); return list; }); // here
        return new Ledger(bookings);
    }
}
