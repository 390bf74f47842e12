using Scuttlegen;

namespace Spaced;

[GossipAction("moved")] public sealed partial record Moved(int By);

public sealed record Place(int At) { public static Place Initial { get; } = new(0); }

public static class Moves
{
    [Reducer] public static Place Apply(Place state, Moved action) => new(state.At + action.By);
}

[GossipStore(typeof(Place))] public sealed partial class PlaceStore;
