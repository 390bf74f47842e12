// silent: a dictionary is only asked for single keys
using System.Collections.Immutable;

public sealed record Bank(ImmutableDictionary<string, decimal> Accounts);
public sealed record Transferred(string From, string To, decimal Amount);

public static class BankReducers
{
    [Reducer]
    public static Bank Apply(Bank state, Transferred action)
    {
        if (!state.Accounts.TryGetValue(action.From, out var balance) || balance < action.Amount || !state.Accounts.ContainsKey(action.To))
            return state;
        return new Bank(state.Accounts.SetItem(action.From, balance - action.Amount).SetItem(action.To, state.Accounts[action.To] + action.Amount));
    }
}
