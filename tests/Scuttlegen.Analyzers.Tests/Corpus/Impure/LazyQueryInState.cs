// SCUT2006: the state's sequence is a query that runs again whenever it is read
using System.Collections.Immutable;

public sealed record Report(ImmutableList<int> Amounts, IEnumerable<int> Large);

public sealed record AmountBooked(int Amount);

public static class ReportReducer
{
    [Reducer]
    public static Report Apply(Report state, AmountBooked action)
    {
        var amounts = state.Amounts.Add(action.Amount);
        return new Report(amounts, amounts.Where(static amount => amount > 100)); // here
    }
}
