// SCUT2002, SCUT4002: operator + adds to its left operand and returns it
public sealed class Money
{
    public long Cents; // here

    public static Money operator +(Money left, int cents)
    {
        left.Cents += cents;
        return left;
    }
}

public sealed record Wallet(Money Balance);

public sealed record Paid(int Cents);

public static class WalletReducer
{
    [Reducer]
    public static Wallet Apply(Wallet state, Paid action) => new(state.Balance + action.Cents); // here
}
