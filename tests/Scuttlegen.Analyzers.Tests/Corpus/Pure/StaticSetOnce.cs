// silent: it is set once in a process, and whoever finds it not set goes no further
using System.Threading;

public static class Rounding
{
    private static Func<decimal, decimal>? _rule;

    public static void Provide(Func<decimal, decimal> rule)
    {
        if (Interlocked.CompareExchange(ref _rule, rule, null) is { } other && other != rule)
            throw new InvalidOperationException();
    }

    public static Func<decimal, decimal> Rule => _rule ?? throw new InvalidOperationException("Provide a rule at start.");
}

public sealed record Bill(decimal Sum);

public sealed record Charged(decimal Amount);

public static class BillReducer
{
    [Reducer]
    public static Bill Apply(Bill state, Charged action) => new(state.Sum + Rounding.Rule(action.Amount));
}
