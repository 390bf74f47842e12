using Scuttlegen.Testing;
using Xunit;

namespace Scuttlegen.Crdt.Tests;

public sealed class MaxRegisterTests : HistoryTests<MaxRegister<decimal>, MaxRegister<decimal>, MaxRegisterTests.Write>
{
    public sealed record Write(decimal Value);

    private protected override void Act(Cluster<MaxRegister<decimal>, MaxRegister<decimal>, Write> cluster, Cluster<MaxRegister<decimal>, MaxRegister<decimal>, Write>.Replica replica, int verb, int first, int second)
    {
        var value = new decimal(first - 500, 0, 0, false, (byte)(second % 3));
        var mutation = replica.Value.Raise(value);

        // A write that lost publishes the least delta.
        cluster.Apply(replica, mutation, mutation.Delta.IsEmpty ? [] : [new Write(value)]);
    }

    private protected override void Check(MaxRegister<decimal> value, HashSet<Write> known)
    {
        Assert.Equal(known.Count == 0, value.IsEmpty);
        if (known.Count > 0) Assert.Equal(known.Max(static write => write.Value), value.Value);
    }

    [Fact]
    public void Values_that_are_equal_and_have_other_bytes_commute()
    {
        var one = MaxRegister<decimal>.Empty.Raise(1.0m).Value;
        var same = MaxRegister<decimal>.Empty.Raise(1.00m).Value;
        CrdtLaws.CheckValues(one, same, MaxRegister<decimal>.Empty);
        Assert.Equal("1.00", one.Merge(same).Value.ToString(System.Globalization.CultureInfo.InvariantCulture));
    }

    [Fact]
    public void An_empty_register_has_no_value()
    {
        Assert.Throws<InvalidOperationException>(() => MaxRegister<int>.Empty.Value);
        Assert.False(MaxRegister<int>.Empty.TryGetValue(out _));
        Assert.Equal(4, MaxRegister<int>.Empty.GetValueOrDefault(4));
        Assert.Throws<ArgumentNullException>("value", () => MaxRegister<string>.Empty.Raise(null!));
        Assert.Throws<UnsupportedValueTypeException>(() => MaxRegister<Version>.Empty.Raise(new Version(1, 0)));
    }
}
