// SCUT5001: doubling and then adding is not adding and then doubling
public sealed record Bank(long Balance);

public sealed record Doubled(int Bonus);

public static class BankReducer
{
    [Reducer(Commutes = true)]
    public static Bank Apply(Bank state, Doubled action) => state with { Balance = state.Balance * 2 + action.Bonus }; // here
}
