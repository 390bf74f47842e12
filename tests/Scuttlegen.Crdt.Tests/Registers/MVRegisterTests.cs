using Scuttlegen.Testing;
using Scuttlegen.Wire;
using Xunit;

namespace Scuttlegen.Crdt.Tests;

public sealed class MVRegisterTests : HistoryTests<MVRegister<string?>, MVRegister<string?>, Tagged>
{
    private protected override void Act(Cluster<MVRegister<string?>, MVRegister<string?>, Tagged> cluster, Cluster<MVRegister<string?>, MVRegister<string?>, Tagged>.Replica replica, int verb, int first, int second)
    {
        Tagged[] seen = [.. Written(replica.Known)];
        var fresh = Tuple.Create(CodecLaws.Decode<ObservedDots>(CodecLaws.Encode(replica.Value.Observe())), seen);
        var observed = replica.Recall(fresh, first / 3);
        if (verb == 5)
        {
            cluster.Apply(replica, replica.Value.Clear(observed.Item1), new Tagged("cleared", replica.Source, observed.Item2));
            if (ReferenceEquals(observed, fresh)) Assert.Empty(replica.Value);
            return;
        }

        var value = second % 5 == 0 ? null : $"v{second % 5}";
        cluster.Apply(replica, replica.Value.Set(value, replica.NextDot(first % 3), observed.Item1), new Tagged($"={value}", replica.Source, [.. observed.Item2, .. seen.Where(write => write.By == replica.Source)]));
        if (ReferenceEquals(observed, fresh)) Assert.Equal(value, Assert.Single(replica.Value));
        else Assert.Contains(value, replica.Value);
    }

    private protected override void Check(MVRegister<string?> value, HashSet<Tagged> known)
    {
        var expected = Written(known).Select(static write => write.What).Order(StringComparer.Ordinal);
        Assert.Equal(expected, value.Select(static held => $"={held}").Order(StringComparer.Ordinal));
    }

    [Fact]
    public void Concurrent_writes_stay_until_one_replaces_them_both()
    {
        var start = MVRegister<int>.Empty.Set(1, Peers.Dot(0, 1)).Value;
        var merged = start.Set(2, Peers.Dot(1, 1)).Value.Merge(start.Set(3, Peers.Dot(2, 1)).Value);
        Assert.True(merged.IsConflict);
        Assert.Equal([2, 3], merged.Order());
        var settled = merged.Set(merged.Max(), Peers.Dot(0, 2)).Value;
        Assert.Equal([3], settled);
        Assert.False(merged.Merge(settled).IsConflict);
    }

    [Fact]
    public void As_many_values_as_dots_and_null_where_the_type_has_it()
    {
        var bytes = CodecLaws.Encode(MVRegister<string?>.Empty.Set(null, Peers.Dot(0, 1)).Value);
        Assert.Throws<WireFormatException>(() => CodecLaws.Decode<MVRegister<int>>(bytes));
        Assert.Throws<WireFormatException>(() => CodecLaws.Decode<MVRegister<string>>([.. bytes[..^2], 0x80]));
    }

    [Fact]
    public void A_repeated_write_changes_nothing()
    {
        var register = MVRegister<int>.Empty.Set(1, Peers.Dot(0, 1)).Value;
        SharedAssert.Same(register, register.Set(1, Peers.Dot(0, 1)).Value);
    }

    private static IEnumerable<Tagged> Written(IEnumerable<Tagged> known) => Tagged.Alive(known).Where(static happened => happened.What[0] == '=');
}
