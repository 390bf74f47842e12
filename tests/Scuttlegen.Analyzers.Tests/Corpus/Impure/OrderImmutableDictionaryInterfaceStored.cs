// SCUT1008: the entries of an IImmutableDictionary parameter end in an array, three calls down
using System.Collections.Immutable;

public static class Snapshots
{
    public static ImmutableArray<string> Take(IImmutableDictionary<string, string> map) => Keys(map);
    private static ImmutableArray<string> Keys(IImmutableDictionary<string, string> map) => Freeze(map.Keys);
    private static ImmutableArray<string> Freeze(IEnumerable<string> keys) => keys.ToImmutableArray();
}

public sealed record Config(ImmutableDictionary<string, string> Values, ImmutableArray<string> Names);
public sealed record ConfigSet(string Name, string Value);

public static class ConfigReducers
{
    [Reducer]
    public static Config Apply(Config state, ConfigSet action)
    {
        var values = state.Values.SetItem(action.Name, action.Value);
        return new Config(values, Snapshots.Take(values)); // here
    }
}
