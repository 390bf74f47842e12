// SCUT2004: it can be set once more, and a replay reduces by the new rule
using System.Threading;

public static class Rounding
{
    private static Func<decimal, decimal>? _rule;

    public static void Provide(Func<decimal, decimal> rule) => Interlocked.CompareExchange(ref _rule, rule, null);

    public static void Reset() => Interlocked.Exchange(ref _rule, null);

    public static Func<decimal, decimal> Rule => _rule ?? throw new InvalidOperationException("Provide a rule at start.");
}

public sealed record Bill(decimal Sum);

public sealed record Charged(decimal Amount);

public static class BillReducer
{
    [Reducer]
    public static Bill Apply(Bill state, Charged action) => new(state.Sum + Rounding.Rule(action.Amount)); // here
}
