using Xunit;

namespace Scuttlegen.Crdt.Tests.Anomalies;

/// <summary>
/// Inside a store all is folded in the order of stamps, so a removal may run where the state holds an add that its author had not seen. One that asks the state what to remove takes that add with it. Ours take
/// what their action carries. The set is tested in whole networks: <see cref="ORSetInStoreTests"/>.
/// </summary>
public sealed class LaterStampTests
{
    [Fact]
    public void RWSet_add()
    {
        var seen = RWSet<string>.Empty.Add("x", Peers.Dot(0, 1)).Value.Remove("x", Peers.Dot(0, 2)).Value;
        var observed = seen.Observe("x");
        Assert.Contains("x", seen.Add("x", Peers.Dot(1, 1), observed).Value);
        var state = seen.Remove("x", Peers.Dot(2, 1)).Value;
        Assert.DoesNotContain("x", state.Add("x", Peers.Dot(1, 1), observed).Value);
        Assert.DoesNotContain("x", seen.Remove("x", Peers.Dot(0, 3)).Value.Add("x", Peers.Dot(1, 1), observed).Value);
        Assert.Contains("x", state.Add("x", Peers.Dot(1, 1)).Value);
    }

    [Fact]
    public void EWFlag_disabling()
    {
        var seen = EWFlag.Empty.Enable(Peers.Dot(0, 1)).Value;
        var observed = seen.Observe();
        var state = seen.Enable(Peers.Dot(0, 2)).Value;
        Assert.True(state.Disable(observed).Value.IsEnabled);
        Assert.True(seen.Enable(Peers.Dot(1, 1)).Value.Disable(observed).Value.IsEnabled);
        Assert.False(state.Disable().Value.IsEnabled);
    }

    [Fact]
    public void DWFlag_enabling()
    {
        var seen = DWFlag.Empty.Disable(Peers.Dot(0, 1)).Value;
        var observed = seen.Observe();
        Assert.True(seen.Enable(Peers.Dot(2, 1), observed).Value.IsEnabled);
        Assert.False(seen.Disable(Peers.Dot(0, 2)).Value.Enable(Peers.Dot(2, 1), observed).Value.IsEnabled);
        Assert.False(seen.Disable(Peers.Dot(1, 1)).Value.Enable(Peers.Dot(2, 1), observed).Value.IsEnabled);
        Assert.True(seen.Disable(Peers.Dot(1, 1)).Value.Enable(Peers.Dot(2, 1)).Value.IsEnabled);
    }

    [Fact]
    public void MVRegister_write()
    {
        var seen = MVRegister<string>.Empty.Set("seen", Peers.Dot(0, 1)).Value;
        var observed = seen.Observe();
        var state = seen.Set("unseen", Peers.Dot(0, 2)).Value;
        Assert.Equal(["unseen", "written"], state.Set("written", Peers.Dot(1, 1), observed).Value.Order());
        Assert.Equal(["written"], state.Set("written", Peers.Dot(1, 1)).Value);
        Assert.Equal(["unseen"], state.Clear(observed).Value);
    }

    [Fact]
    public void ResettableCounter_reset()
    {
        var (a, b) = (Peers.Source(0), Peers.Source(1));
        var seen = ResettableCounter.Empty.Increment(a, 5).Value;
        var observation = seen.Observe();

        // What the reducer finds at the reset's place in the order: a counted once more, and so did b.
        var state = seen.Increment(a, 2).Value.Increment(b, 10).Value;
        Assert.Equal(12, state.Reset(observation).Value.Value);
        Assert.Equal(0, state.Reset().Value.Value);
    }

    [Fact]
    public void ORMap_removal()
    {
        var seen = ORMap<string, ORSet<string>>.Empty.Update("k", static set => set.Add("seen", Peers.Dot(0, 1))).Value;
        var removal = seen.Observe("k");
        var state = seen.Update("k", static set => set.Add("unseen", Peers.Dot(0, 2))).Value;
        Assert.Equal(["unseen"], state.Remove(removal).Value["k"]);
        Assert.False(state.Remove("k").Value.ContainsKey("k"));
    }

    [Fact]
    public void ORMultiMap_removal()
    {
        var seen = ORMultiMap<string, int>.Empty.Add("k", 1, Peers.Dot(0, 1)).Value.Add("k", 2, Peers.Dot(0, 2)).Value;
        var (one, all) = (seen.Observe("k", 1), seen.Observe("k"));
        var state = seen.Add("k", 1, Peers.Dot(1, 1)).Value;
        Assert.Equal([1, 2], state.Remove(one).Value["k"]);
        Assert.Equal([1], state.Remove(all).Value["k"]);
        Assert.Equal([2], state.Remove("k", 1).Value["k"]);
        Assert.Empty(state.Remove("k").Value);
    }

    [Fact]
    public void PNCounterMap_removal()
    {
        var seen = PNCounterMap<string>.Empty.Increment("k", Peers.Source(0), 5).Value;
        var removal = seen.Observe("k");
        var state = seen.Increment("k", Peers.Source(0), 2).Value.Decrement("k", Peers.Source(1), 1).Value;
        Assert.Equal(1, state.Remove(removal).Value["k"]);
        Assert.False(state.Remove("k").Value.ContainsKey("k"));
    }
}
