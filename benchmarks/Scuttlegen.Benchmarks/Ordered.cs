using MemoryPack;

namespace Scuttlegen.Benchmarks;

/// <summary>A small action as they come.</summary>
[GossipAction]
public sealed partial record Ordered(int Count, string Article, Guid Order, bool Express);

/// <summary>The same shape for MemoryPack.</summary>
[MemoryPackable]
public sealed partial record PackedOrdered(int Count, string Article, Guid Order, bool Express);

public readonly record struct Orders(int Count);

public static class OrderReducer
{
    [Reducer]
    public static Orders Apply(Orders state, Ordered action) => new(unchecked(state.Count + action.Count));
}

[GossipStore(typeof(Orders))]
public sealed partial class OrderStore
{
    internal static Runtime.ReplayTable<Orders> Table { get; } = new GossipTable();
}
