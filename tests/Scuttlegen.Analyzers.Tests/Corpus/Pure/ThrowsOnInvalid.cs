// silent: an exception makes the update a no-op, on every peer alike
using System.Collections.Immutable;

public sealed record Account(long Balance);

public sealed record Withdrawn(int Amount);

public static class AccountReducer
{
    [Reducer]
    public static Account Apply(Account state, Withdrawn action)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(action.Amount);
        if (action.Amount > state.Balance)
            throw new InvalidOperationException("overdrawn");
        return new Account(checked(state.Balance - action.Amount));
    }
}
