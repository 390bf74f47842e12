// silent: static immutable tables and constants
using System.Collections.Immutable;

public static class Prices
{
    public const int Shipping = 490;

    public static readonly ImmutableArray<int> Steps = [100, 200, 400];

    private static readonly ImmutableSortedDictionary<int, int> Rebates = ImmutableSortedDictionary.CreateRange([KeyValuePair.Create(1, 5), KeyValuePair.Create(2, 10)]);

    public static int Rebate(int level) => Rebates.GetValueOrDefault(level);
}

public sealed record Bill(int Total);

public sealed record Billed(int Level);

public static class BillReducer
{
    [Reducer]
    public static Bill Apply(Bill state, Billed action) =>
        new(state.Total + Prices.Shipping + Prices.Steps[action.Level % Prices.Steps.Length] - Prices.Rebate(action.Level));
}
