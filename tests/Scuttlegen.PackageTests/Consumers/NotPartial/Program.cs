using Scuttlegen;

Console.WriteLine(new Incremented(1));

[GossipAction]
public sealed record Incremented(int By);

public sealed record Counter(int Value)
{
    public static Counter Initial { get; } = new(0);
}

public static class CounterReducer
{
    [Reducer]
    public static Counter Apply(Counter state, Incremented action) => state with { Value = state.Value + action.By };
}

[GossipStore(typeof(Counter))]
public sealed partial class CounterStore;
