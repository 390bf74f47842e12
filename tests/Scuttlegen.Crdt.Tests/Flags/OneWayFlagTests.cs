using Scuttlegen.Testing;
using Xunit;

namespace Scuttlegen.Crdt.Tests;

public sealed class OneWayFlagTests : HistoryTests<OneWayFlag, OneWayFlag, Tagged>
{
    private protected override void Act(Cluster<OneWayFlag, OneWayFlag, Tagged> cluster, Cluster<OneWayFlag, OneWayFlag, Tagged>.Replica replica, int verb, int first, int second)
    {
        if (verb > 0 || first > 300) return;

        // Enabling what is enabled publishes the least delta, which tells nothing.
        cluster.Apply(replica, replica.Value.Enable(), replica.Value.IsEnabled ? [] : [new Tagged("on", replica.Source, [])]);
        Assert.True(replica.Value.IsEnabled);
    }

    private protected override void Check(OneWayFlag value, HashSet<Tagged> known) => Assert.Equal(known.Count > 0, value.IsEnabled);

    [Fact]
    public void Once_enabled_it_stays_enabled()
    {
        var (on, delta) = OneWayFlag.Empty.Enable();
        Assert.True(on.Merge(OneWayFlag.Empty).IsEnabled);
        Assert.True(OneWayFlag.Empty.MergeDelta(delta).IsEnabled);
        Assert.Equal(OneWayFlag.Empty, on.Enable().Delta);
    }
}
