// SCUT1006: decimal.TryParse without a provider accepts what the current culture writes
public sealed record Budget(decimal Limit);
public sealed record LimitTyped(string Text);

public static class BudgetReducers
{
    [Reducer]
    public static Budget Apply(Budget state, LimitTyped action) => decimal.TryParse(action.Text, out var limit) ? new(limit) : state; // here
}
