// SCUT2003: keeps an audit trail in a static list
public sealed record Account(long Balance);

public sealed record Withdrawn(int Amount);

public static class Audit
{
    private static readonly List<string> Trail = [];

    public static void Write(string what) => Trail.Add(what);
}

public static class AccountReducer
{
    [Reducer]
    public static Account Apply(Account state, Withdrawn action)
    {
        if (action.Amount > state.Balance)
        {
            Audit.Write("overdrawn"); // here
            return state;
        }

        return new Account(state.Balance - action.Amount);
    }
}
