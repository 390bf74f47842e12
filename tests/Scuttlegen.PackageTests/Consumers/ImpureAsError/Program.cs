using Scuttlegen;

await using var store = await VisitStore.OpenAsync();
store.Dispatch(new Visited());

[GossipAction]
public sealed partial record Visited;

public sealed record Visits(long LastAt)
{
    public static Visits Initial { get; } = new(0);
}

public static class VisitReducer
{
    [Reducer]
    public static Visits Apply(Visits state, Visited action) => Touch(state);

    private static Visits Touch(Visits state) => state with { LastAt = DateTime.UtcNow.Ticks };
}

[GossipStore(typeof(Visits))]
public sealed partial class VisitStore;
