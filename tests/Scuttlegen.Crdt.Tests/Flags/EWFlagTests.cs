using Scuttlegen.Testing;
using Xunit;

namespace Scuttlegen.Crdt.Tests;

public sealed class EWFlagTests : HistoryTests<EWFlag, EWFlag, Tagged>
{
    private protected override void Act(Cluster<EWFlag, EWFlag, Tagged> cluster, Cluster<EWFlag, EWFlag, Tagged>.Replica replica, int verb, int first, int second)
    {
        var enabled = Tagged.Alive(replica.Known).Where(static happened => happened.What == "on").ToArray();
        if (verb <= 2)
        {
            Tagged[] own = [.. enabled.Where(happened => happened.By == replica.Source)];
            cluster.Apply(replica, replica.Value.Enable(replica.NextDot(first % 3)), new Tagged("on", replica.Source, own));
        }
        else
        {
            var fresh = Tuple.Create(CodecLaws.Decode<ObservedDots>(CodecLaws.Encode(replica.Value.Observe())), enabled);
            var observed = replica.Recall(fresh, second);
            cluster.Apply(replica, replica.Value.Disable(observed.Item1), new Tagged("off", replica.Source, observed.Item2));
            if (ReferenceEquals(observed, fresh)) Assert.False(replica.Value.IsEnabled);
        }
    }

    private protected override void Check(EWFlag value, HashSet<Tagged> known) =>
        Assert.Equal(Tagged.Alive(known).Any(static happened => happened.What == "on"), value.IsEnabled);

    [Fact]
    public void After_everything_arrived_the_context_is_a_version_vector()
    {
        var deltas = new List<EWFlag>();
        var flag = EWFlag.Empty;
        for (ulong sequence = 3; sequence < 60; sequence += 7)
        {
            var (next, delta) = flag.Enable(Peers.Dot(0, sequence));
            deltas.Add(delta);
            flag = next;
        }

        var receiver = EWFlag.Empty;
        foreach (var delta in Enumerable.Reverse(deltas)) receiver = receiver.MergeDelta(delta);
        Assert.Equal(flag, receiver);
        Assert.Equal(0, receiver.Context.GetEnumeratorCount());
    }

    [Fact]
    public void Repeating_changes_nothing()
    {
        var flag = EWFlag.Empty.Enable(Peers.Dot(0, 1)).Value;
        SharedAssert.Same(flag, flag.Enable(Peers.Dot(0, 1)).Value);
        SharedAssert.Same(EWFlag.Empty, EWFlag.Empty.Disable().Value);
        Assert.Throws<ArgumentOutOfRangeException>("dot", () => flag.Enable(default));
    }
}
