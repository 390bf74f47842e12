// SCUT1007: an indexer places a key by the string's hash code
using System.Collections.Immutable;

public readonly struct Ring(ImmutableArray<string> nodes)
{
    private readonly ImmutableArray<string> _nodes = nodes;
    public string this[string key] => _nodes[(int)((uint)key.GetHashCode() % (uint)_nodes.Length)];
}

public sealed record Placement(ImmutableArray<string> Nodes, string Node);
public sealed record Placed(string Key);

public static class PlacementReducers
{
    [Reducer]
    public static Placement Apply(Placement state, Placed action)
    {
        var ring = new Ring(state.Nodes);
        return state with { Node = ring[action.Key] }; // here
    }
}
