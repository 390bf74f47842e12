using Scuttlegen;

namespace Counter;

/// <summary>Something happened: the only thing that is ever sent.</summary>
[GossipAction]
public sealed partial record Incremented(int By);

/// <summary>What every peer makes of it.</summary>
public sealed record CounterState(int Value)
{
    public static CounterState Initial { get; } = new(0);
}

public static class CounterReducer
{
    [Reducer]
    public static CounterState Apply(CounterState state, Incremented action) => state with { Value = unchecked(state.Value + action.By) };
}

[GossipStore(typeof(CounterState), Name = "counter")]
public sealed partial class CounterStore;
