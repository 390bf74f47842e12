// SCUT1008: DistinctBy keeps the first of each kind, in the dictionary's order
using System.Collections.Immutable;

public sealed record Devices(ImmutableDictionary<string, string> Owners, ImmutableHashSet<string> Kept);
public sealed record Cleaned(string By);

public static class DeviceReducers
{
    [Reducer]
    public static Devices Apply(Devices state, Cleaned action)
    {
        var kept = state.Owners.DistinctBy(pair => pair.Value).Select(pair => pair.Key).ToImmutableHashSet(); // here
        return state with { Kept = kept };
    }
}
