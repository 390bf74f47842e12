using Scuttlegen.Testing;
using Xunit;

namespace Scuttlegen.Crdt.Tests;

public sealed class MinRegisterTests : HistoryTests<MinRegister<decimal>, MinRegister<decimal>, MinRegisterTests.Write>
{
    public sealed record Write(decimal Value);

    private protected override void Act(Cluster<MinRegister<decimal>, MinRegister<decimal>, Write> cluster, Cluster<MinRegister<decimal>, MinRegister<decimal>, Write>.Replica replica, int verb, int first, int second)
    {
        var value = new decimal(first - 500, 0, 0, false, (byte)(second % 3));
        var mutation = replica.Value.Lower(value);

        // A write that lost publishes the least delta.
        cluster.Apply(replica, mutation, mutation.Delta.IsEmpty ? [] : [new Write(value)]);
    }

    private protected override void Check(MinRegister<decimal> value, HashSet<Write> known)
    {
        Assert.Equal(known.Count == 0, value.IsEmpty);
        if (known.Count > 0) Assert.Equal(known.Min(static write => write.Value), value.Value);
    }

    [Fact]
    public void Values_that_are_equal_and_have_other_bytes_commute()
    {
        var one = MinRegister<decimal>.Empty.Lower(1.0m).Value;
        var same = MinRegister<decimal>.Empty.Lower(1.00m).Value;
        CrdtLaws.CheckValues(one, same, MinRegister<decimal>.Empty);
        Assert.Equal("1.0", one.Merge(same).Value.ToString(System.Globalization.CultureInfo.InvariantCulture));
    }

    [Fact]
    public void An_empty_register_has_no_value()
    {
        Assert.Throws<InvalidOperationException>(() => MinRegister<int>.Empty.Value);
        Assert.False(MinRegister<int>.Empty.TryGetValue(out _));
        Assert.Equal(4, MinRegister<int>.Empty.GetValueOrDefault(4));
        Assert.Throws<ArgumentNullException>("value", () => MinRegister<string>.Empty.Lower(null!));
        Assert.Throws<UnsupportedValueTypeException>(() => MinRegister<Version>.Empty.Lower(new Version(1, 0)));
    }
}
