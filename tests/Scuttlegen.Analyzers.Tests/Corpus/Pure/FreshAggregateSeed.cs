// silent: the aggregation's seed is a new list
using System.Collections.Immutable;

public sealed record Ledger(ImmutableList<int> Balances);

public sealed record Booked(ImmutableArray<int> Amounts);

public static class LedgerReducer
{
    [Reducer]
    public static Ledger Apply(Ledger state, Booked action)
    {
        var balances = action.Amounts.Aggregate(new List<int>(state.Balances), static (list, amount) =>
        {
            list.Add((list.Count == 0 ? 0 : list[^1]) + amount);
            return list;
        });
        return new Ledger([.. balances]);
    }
}
