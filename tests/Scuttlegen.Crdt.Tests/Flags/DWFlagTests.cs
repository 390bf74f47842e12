using Scuttlegen.Testing;
using Xunit;

namespace Scuttlegen.Crdt.Tests;

public sealed class DWFlagTests : HistoryTests<DWFlag, DWFlag, Tagged>
{
    private protected override void Act(Cluster<DWFlag, DWFlag, Tagged> cluster, Cluster<DWFlag, DWFlag, Tagged>.Replica replica, int verb, int first, int second)
    {
        if (verb <= 2)
        {
            Tagged[] disabled = [.. Tagged.Alive(replica.Known).Where(static happened => happened.What == "off")];
            var fresh = Tuple.Create(CodecLaws.Decode<ObservedDots>(CodecLaws.Encode(replica.Value.Observe())), disabled);
            var observed = replica.Recall(fresh, second);
            cluster.Apply(replica, replica.Value.Enable(replica.NextDot(first % 3), observed.Item1), new Tagged("on", replica.Source, observed.Item2));
            if (ReferenceEquals(observed, fresh)) Assert.True(replica.Value.IsEnabled);
        }
        else
        {
            Tagged[] own = [.. Tagged.Alive(replica.Known).Where(happened => happened.What == "off" && happened.By == replica.Source)];
            cluster.Apply(replica, replica.Value.Disable(replica.NextDot(first % 3)), new Tagged("off", replica.Source, own));
            Assert.False(replica.Value.IsEnabled);
        }
    }

    private protected override void Check(DWFlag value, HashSet<Tagged> known)
    {
        var isDisabled = Tagged.Alive(known).Any(static happened => happened.What == "off");
        Assert.Equal(!isDisabled && known.Any(static happened => happened.What == "on"), value.IsEnabled);
    }

    [Fact]
    public void Of_a_concurrent_enabling_and_disabling_the_disabling_wins()
    {
        var start = DWFlag.Empty.Enable(Peers.Dot(0, 1)).Value;
        var on = start.Enable(Peers.Dot(0, 2)).Value;
        var off = start.Disable(Peers.Dot(1, 1)).Value;
        Assert.False(on.Merge(off).IsEnabled);
        Assert.False(off.Merge(on).IsEnabled);
    }
}
