using Scuttlegen;

namespace ChaosPeer;

/// <summary>Something that is to happen exactly once.</summary>
[GossipAction]
public sealed partial record Happened(string Id);

/// <summary>What all of it, in order, comes to: another order or another set gives another hash.</summary>
public sealed record Tally(long Count, ulong Hash)
{
    public static Tally Initial { get; } = new(0, 14_695_981_039_346_656_037);
}

public static class TallyReducer
{
    [Reducer]
    public static Tally Apply(Tally state, Happened action)
    {
        var hash = state.Hash;
        foreach (var letter in action.Id) hash = unchecked((hash ^ letter) * 1_099_511_628_211);
        return new Tally(state.Count + 1, hash);
    }
}

[GossipStore(typeof(Tally))]
public sealed partial class TallyStore;
