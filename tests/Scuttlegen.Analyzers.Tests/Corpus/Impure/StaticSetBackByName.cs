// SCUT2004: arguments by name: this takes the rule away, and sets none
public delegate int Pricing(int amount);

public static class Prices
{
    private static Pricing? _rule;

    public static void Forget(Pricing old) => System.Threading.Interlocked.CompareExchange(ref _rule, comparand: old, value: null);

    public static int Of(int amount) => (_rule ?? throw new System.InvalidOperationException("There is no rule."))(amount);
}

public sealed record Bill(int Sum);

public sealed record Bought(int Amount);

public static class BillReducer
{
    [Reducer]
    public static Bill Apply(Bill state, Bought action) => state with { Sum = state.Sum + Prices.Of(action.Amount) }; // here
}
