// SCUT1008: FrozenDictionary.Keys is an array in hash order, indexed directly
using System.Collections.Frozen;

public static class Rates
{
    public static readonly FrozenDictionary<string, decimal> All =
        new Dictionary<string, decimal> { ["basic"] = 1m, ["plus"] = 2m, ["pro"] = 3m }.ToFrozenDictionary(StringComparer.Ordinal);
}

public sealed record Plan(string Name);
public sealed record PlanChosen(int Index);

public static class PlanReducers
{
    [Reducer]
    public static Plan Apply(Plan state, PlanChosen action) => new(Rates.All.Keys[action.Index % 3]); // here
}
