using Scuttlegen;
using Scuttlegen.Crdt;

await using var store = await VisitStore.OpenAsync();
store.Dispatch(new Visited());

[GossipAction]
public sealed partial record Visited;

public sealed record Visits(GCounter Count)
{
    public static Visits Initial { get; } = new(GCounter.Empty);
}

public static class VisitReducer
{
    [Reducer]
    public static Visits Apply(Visits state, Visited action, ReplayContext context) => new(state.Count.Increment(context.Source).Value);
}

[GossipStore(typeof(Visits))]
public sealed partial class VisitStore;
