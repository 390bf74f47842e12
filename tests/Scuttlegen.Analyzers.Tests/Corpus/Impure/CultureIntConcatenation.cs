// SCUT1006: string + int calls int.ToString() of the current culture
public sealed record Wallet(string History, int Balance);
public sealed record Spent(int Amount);

public static class WalletReducers
{
    [Reducer]
    public static Wallet Apply(Wallet state, Spent action)
    {
        var balance = state.Balance - action.Amount;
        return new Wallet(state.History + ";" + balance, balance); // here
    }
}
