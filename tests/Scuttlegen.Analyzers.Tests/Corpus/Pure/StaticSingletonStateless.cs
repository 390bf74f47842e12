// silent: singletons behind an interface, none of which has any state
public interface IRule
{
    int Fee(int amount);
}

public sealed class Flat : IRule
{
    public static IRule Instance { get; } = new Flat();

    public int Fee(int amount) => 100;
}

public sealed class Percent : IRule
{
    public static readonly Percent Instance = new(3);

    private readonly int _percent;

    private Percent(int percent) => _percent = percent;

    public int Fee(int amount) => amount * _percent / 100;
}

public sealed record Account(int Balance);

public sealed record Paid(int Amount);

public static class AccountReducer
{
    [Reducer]
    public static Account Apply(Account state, Paid action)
    {
        var rule = action.Amount > 10_000 ? Percent.Instance : Flat.Instance;
        return new Account(state.Balance - action.Amount - rule.Fee(action.Amount));
    }
}
