// silent: a foreach that deconstructs pairs and sums two longs and a set of what it saw
using System.Collections.Immutable;

public sealed record Fund(ImmutableDictionary<string, long> Shares, long Positive, long Negative, ImmutableHashSet<string> Debtors);
public sealed record ShareChanged(string Owner, long Amount);

public static class FundReducers
{
    [Reducer]
    public static Fund Apply(Fund state, ShareChanged action)
    {
        var shares = state.Shares.SetItem(action.Owner, action.Amount);
        long positive = 0, negative = 0;
        var debtors = new HashSet<string>();
        foreach (var (owner, amount) in shares)
        {
            if (amount >= 0)
            {
                positive += amount;
                continue;
            }

            negative -= amount;
            debtors.Add(owner);
        }

        return new Fund(shares, positive, negative, [.. debtors]);
    }
}
