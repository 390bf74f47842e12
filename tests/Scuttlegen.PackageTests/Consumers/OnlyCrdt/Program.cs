using Scuttlegen;
using Scuttlegen.Crdt;

await using var store = await VisitStore.OpenAsync();
store.Dispatch(new Visited());

[GossipAction]
public sealed partial record Visited;

[CrdtState]
public sealed partial record Visits(GCounter Count);

public static class VisitReducer
{
    [Reducer]
    public static Visits Apply(Visits state, Visited action, ReplayContext context) => state.With(count: state.Count.Increment(context.Source));
}

[GossipStore(typeof(Visits))]
public sealed partial class VisitStore;
