// silent: what implements the contract keeps it, and what only stands beside it promised nothing
[Deterministic]
public interface IRate
{
    decimal Of(string currency);
}

public sealed class Fixed(decimal rate) : IRate
{
    public decimal Of(string currency) => currency == "EUR" ? 1 : rate;

    public decimal Of(string currency, DateTime at) => at < DateTime.UtcNow ? Of(currency) : 0;
}

public sealed record Purse(decimal Euros);

public sealed record Paid(decimal Amount, string Currency);

public static class PurseReducer
{
    [Reducer]
    public static Purse Apply(Purse state, Paid action) => new(state.Euros + action.Amount * new Fixed(2).Of(action.Currency));
}
