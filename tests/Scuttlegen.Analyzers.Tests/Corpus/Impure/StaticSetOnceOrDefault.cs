// SCUT2004: until it is set, updates are reduced by another rule
using System.Threading;

public static class Rounding
{
    private static Func<decimal, decimal>? _rule;

    public static void Provide(Func<decimal, decimal> rule) => Interlocked.CompareExchange(ref _rule, rule, null);

    public static Func<decimal, decimal> Rule => _rule ?? decimal.Floor;
}

public sealed record Bill(decimal Sum);

public sealed record Charged(decimal Amount);

public static class BillReducer
{
    [Reducer]
    public static Bill Apply(Bill state, Charged action) => new(state.Sum + Rounding.Rule(action.Amount)); // here
}
