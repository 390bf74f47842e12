using Scuttlegen.Testing;
using Scuttlegen.Wire;
using Xunit;

namespace Scuttlegen.Crdt.Tests;

public sealed class LWWRegisterTests : HistoryTests<LWWRegister<string?>, LWWRegister<string?>, LWWRegisterTests.Write>
{
    /// <summary>A value at a stamp.</summary>
    public sealed record Write(string? Value, Stamp Stamp);

    private protected override void Act(Cluster<LWWRegister<string?>, LWWRegister<string?>, Write> cluster, Cluster<LWWRegister<string?>, LWWRegister<string?>, Write>.Replica replica, int verb, int first, int second)
    {
        // Clocks that lag and collide, and now and then another writer's stamp.
        var stamp = new Stamp(1 + (ulong)(second % 9), second % 7 == 0 ? Peers.Source(first % 4) : replica.Source);
        var write = new Write(verb == 0 ? null : $"v{first % 4}", stamp);
        var mutation = replica.Value.Set(write.Value, stamp);

        // A write that lost publishes the least delta.
        cluster.Apply(replica, mutation, mutation.Delta.IsEmpty ? [] : [write]);
    }

    private protected override void Check(LWWRegister<string?> value, HashSet<Write> known)
    {
        Assert.Equal(known.Count == 0, value.IsEmpty);
        if (known.Count > 0) Assert.Equal(known.OrderBy(static write => write.Stamp).ThenBy(static write => write.Value, StringComparer.Ordinal).Last().Value, value.Value);
    }

    [Fact]
    public void An_empty_register_has_no_value_and_one_that_holds_null_does()
    {
        var empty = LWWRegister<string?>.Empty;
        Assert.True(empty.IsEmpty);
        Assert.Throws<InvalidOperationException>(() => empty.Value);
        Assert.False(empty.TryGetValue(out _));
        Assert.Equal("fallback", empty.GetValueOrDefault("fallback"));
        var cleared = empty.Set(null, Peers.Stamp(1, 0)).Value;
        Assert.True(cleared.TryGetValue(out var value));
        Assert.Null(value);
        Assert.NotEqual(empty, cleared);
    }

    [Fact]
    public void A_stamp_without_time_is_refused() =>
        Assert.Throws<ArgumentOutOfRangeException>("stamp", () => LWWRegister<int>.Empty.Set(1, default));

    [Fact]
    public void Null_in_a_register_of_a_value_type_is_refused()
    {
        var bytes = CodecLaws.Encode(LWWRegister<string?>.Empty.Set(null, Peers.Stamp(1, 0)).Value);
        Assert.Throws<WireFormatException>(() => CodecLaws.Decode<LWWRegister<int>>(bytes));
    }
}
