using Xunit;

namespace Scuttlegen.Crdt.Tests.Anomalies;

/// <summary>
/// A removal's delta that carries its author's whole version vector claims all adds in it as seen and gone, and erases at a receiver those that are still on their way. Ours claim what they remove, and no more.
/// </summary>
public sealed class WholeContextTests
{
    [Fact]
    public void ORSet_removal()
    {
        // Akka's ORSet fails here: its removal's delta carries the whole version vector of the remover.
        var a = ORSet<string>.Empty.Add("kept", Peers.Dot(0, 1));
        var (b, addTaken) = a.Value.Add("taken", Peers.Dot(0, 2));
        var (_, remove) = b.Remove("taken");

        var late = ORSet<string>.Empty.MergeDelta(remove);
        late = late.MergeDelta(a.Delta).MergeDelta(addTaken);
        Assert.Equal(["kept"], late);
    }

    [Fact]
    public void RWSet_add()
    {
        var removal = RWSet<string>.Empty.Remove("y", Peers.Dot(0, 1));
        var second = removal.Value.Remove("x", Peers.Dot(0, 2));
        var add = second.Value.Add("x", Peers.Dot(1, 1));
        var late = RWSet<string>.Empty.Add("y", Peers.Dot(2, 1)).Value.MergeDelta(add.Delta);
        Assert.Equal(["x", "y"], late);
        Assert.Equal(["x"], late.MergeDelta(removal.Delta).MergeDelta(second.Delta));
    }

    [Fact]
    public void EWFlag_disabling()
    {
        // A delta that carried the whole version vector would claim the first enabling too.
        var first = EWFlag.Empty.Enable(Peers.Dot(1, 1));
        var second = first.Value.Enable(Peers.Dot(0, 2));
        var off = second.Value.Disable(new ObservedDots([Peers.Dot(0, 2)]));
        var late = EWFlag.Empty.MergeDelta(off.Delta).MergeDelta(second.Delta);
        Assert.False(late.IsEnabled);
        Assert.True(late.MergeDelta(first.Delta).IsEnabled);
    }

    [Fact]
    public void MVRegister_write()
    {
        var first = MVRegister<int>.Empty.Set(1, Peers.Dot(1, 1));
        var second = first.Value.Set(2, Peers.Dot(0, 9), new ObservedDots([]));
        var late = MVRegister<int>.Empty.MergeDelta(second.Delta);
        Assert.Equal([1, 2], late.MergeDelta(first.Delta).Order());
    }

    [Fact]
    public void ORMap_removal()
    {
        var kept = ORMap<string, ORSet<string>>.Empty.Update("kept", static set => set.Add("x", Peers.Dot(0, 1)));
        var taken = kept.Value.Update("taken", static set => set.Add("y", Peers.Dot(0, 2)));
        var remove = taken.Value.Remove("taken");
        var late = ORMap<string, ORSet<string>>.Empty.MergeDelta(remove.Delta).MergeDelta(taken.Delta).MergeDelta(kept.Delta);
        Assert.Equal(["kept"], late.Select(static entry => entry.Key));
        Assert.Equal(remove.Value, late);
    }
}
