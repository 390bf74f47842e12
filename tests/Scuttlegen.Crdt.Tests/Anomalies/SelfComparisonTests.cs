using Xunit;

namespace Scuttlegen.Crdt.Tests.Anomalies;

/// <summary>
/// A merge of observed-remove types asks of each side's dots whether the other side has seen them. One that asks the side itself keeps everything, so that what was removed comes back, or drops it all.
/// </summary>
public sealed class SelfComparisonTests
{
    [Fact]
    public void ORMap_of_two_sides()
    {
        // What one side removed the other must lose, and what only the other has it must keep: a merge that asked each side's own context would drop all or nothing.
        var start = ORMap<string, ORSet<string>>.Empty.Update("both", static set => set.Add("x", Peers.Dot(0, 1))).Value;
        var left = start.Remove("both").Value.Update("left", static set => set.Add("x", Peers.Dot(0, 2))).Value;
        var right = start.Update("right", static set => set.Add("x", Peers.Dot(1, 1))).Value;
        Assert.Equal(["left", "right"], left.Merge(right).Select(static entry => entry.Key));
        Assert.Equal(["left", "right"], right.Merge(left).Select(static entry => entry.Key));
        SharedAssert.Same(right, right.Merge(right));
    }

    [Fact]
    public void ORSet_of_two_sides()
    {
        var start = ORSet<string>.Empty.Add("both", Peers.Dot(0, 1)).Value;
        var left = start.Remove("both").Value.Add("left", Peers.Dot(0, 2)).Value;
        var right = start.Add("right", Peers.Dot(1, 1)).Value;
        Assert.Equal(["left", "right"], left.Merge(right));
        Assert.Equal(["left", "right"], right.Merge(left));
    }

    [Fact]
    public void RWSet_of_two_sides()
    {
        var start = RWSet<string>.Empty.Remove("both", Peers.Dot(0, 1)).Value;
        var left = start.Add("both", Peers.Dot(0, 2)).Value.Remove("left", Peers.Dot(0, 3)).Value;
        var right = start.Remove("right", Peers.Dot(1, 1)).Value.Add("other", Peers.Dot(1, 2)).Value;
        Assert.Equal(["both", "other"], left.Merge(right));
        Assert.Equal(["both", "other"], right.Merge(left));
    }

    [Fact]
    public void EWFlag_and_DWFlag()
    {
        var on = EWFlag.Empty.Enable(Peers.Dot(0, 1)).Value;
        Assert.False(on.Disable().Value.Merge(on).IsEnabled);
        Assert.False(on.Merge(on.Disable().Value).IsEnabled);
        Assert.True(on.Disable().Value.Merge(on.Enable(Peers.Dot(1, 1)).Value).IsEnabled);
        var off = DWFlag.Empty.Disable(Peers.Dot(0, 1)).Value;
        var enabled = off.Enable(Peers.Dot(0, 2)).Value;
        Assert.True(enabled.Merge(off).IsEnabled);
        Assert.True(off.Merge(enabled).IsEnabled);
        Assert.False(enabled.Merge(off.Disable(Peers.Dot(1, 1)).Value).IsEnabled);
    }

    [Fact]
    public void MVRegister_of_two_sides()
    {
        var start = MVRegister<string>.Empty.Set("start", Peers.Dot(0, 1)).Value;
        var left = start.Set("left", Peers.Dot(0, 2)).Value;
        var right = start.Set("right", Peers.Dot(1, 1)).Value;
        Assert.Equal(["left"], left.Merge(start));
        Assert.Equal(["left"], start.Merge(left));
        Assert.Equal(["left", "right"], left.Merge(right).Order());
        Assert.Equal(["left", "right"], right.Merge(left).Order());
    }
}
