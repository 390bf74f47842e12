// SCUT2002: the state's own method increments a field of it
public sealed class Account
{
    private long _balance;

    public long Balance => _balance;

    public Account Deposit(int amount)
    {
        _balance += amount;
        return this;
    }
}

public sealed record Deposited(int Amount);

public static class AccountReducer
{
    [Reducer]
    public static Account Apply(Account state, Deposited action) => state.Deposit(action.Amount); // here
}
