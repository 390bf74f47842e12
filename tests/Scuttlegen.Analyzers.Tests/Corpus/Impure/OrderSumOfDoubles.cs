// SCUT1008: the sum of doubles depends on the order of addition, here that of hashes
using System.Collections.Immutable;

public sealed record Ledger(ImmutableDictionary<string, double> Shares, double Total);
public sealed record ShareSet(string Owner, double Amount);

public static class LedgerReducers
{
    [Reducer]
    public static Ledger Apply(Ledger state, ShareSet action)
    {
        var shares = state.Shares.SetItem(action.Owner, action.Amount);
        return new Ledger(shares, shares.Values.Sum()); // here
    }
}
