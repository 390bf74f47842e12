// silent: the helper returns its argument or a copy, and the caller only reads either
using System.Collections.Immutable;

public sealed record Totals(long Sum);

public sealed record AmountsGiven(int[] Amounts);

public static class Trimming
{
    public static int[] AtMost(int[] amounts, int count) => amounts.Length <= count ? amounts : amounts[..count];
}

public static class TotalsReducer
{
    [Reducer]
    public static Totals Apply(Totals state, AmountsGiven action)
    {
        var amounts = Trimming.AtMost(action.Amounts, 10);
        var sum = state.Sum;
        foreach (var amount in amounts)
            sum += amount;
        return new Totals(sum);
    }
}
