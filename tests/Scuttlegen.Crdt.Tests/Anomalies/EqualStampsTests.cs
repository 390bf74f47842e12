using Scuttlegen.Testing;
using Xunit;

namespace Scuttlegen.Crdt.Tests.Anomalies;

/// <summary>
/// Two writes under one stamp, which only a faulty writer makes: where the one that came first is kept, replicas that heard of them in different orders differ for good. Ours keep the greater value.
/// </summary>
public sealed class EqualStampsTests
{
    [Fact]
    public void LWWRegister_writes()
    {
        // Akka's LWWRegister keeps whichever came first.
        var stamp = Peers.Stamp(7, 0);
        var a = LWWRegister<string>.Empty.Set("a", stamp).Value;
        var b = LWWRegister<string>.Empty.Set("b", stamp).Value;
        Assert.Equal("b", a.Merge(b).Value);
        Assert.Equal("b", b.Merge(a).Value);
        Assert.Equal("b", b.Set("a", stamp).Value.Value);
        Assert.Equal(a.Merge(b), b.Merge(a));
    }

    [Fact]
    public void LWWMap_writes()
    {
        var stamp = Peers.Stamp(7, 0);
        var a = LWWMap<string, string>.Empty.Set("k", "a", stamp).Value;
        var b = LWWMap<string, string>.Empty.Set("k", "b", stamp).Value;
        var removed = LWWMap<string, string>.Empty.Remove("k", stamp).Value;
        Assert.Equal("b", a.Merge(b)["k"]);
        Assert.Equal("b", b.Merge(a)["k"]);
        Assert.Equal("a", removed.Merge(a)["k"]);
        CrdtLaws.CheckValues(a, b, removed, LWWMap<string, string>.Empty);
    }

    [Fact]
    public void MVRegister_under_one_dot()
    {
        var a = MVRegister<string?>.Empty.Set("a", Peers.Dot(0, 1)).Value;
        var b = MVRegister<string?>.Empty.Set("b", Peers.Dot(0, 1)).Value;
        var none = MVRegister<string?>.Empty.Set(null, Peers.Dot(0, 1)).Value;
        Assert.Equal(["b"], a.Merge(b));
        CrdtLaws.CheckValues(a, b, none, MVRegister<string?>.Empty);
    }
}
