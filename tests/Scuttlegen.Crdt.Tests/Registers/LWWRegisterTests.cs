using CsCheck;
using Scuttlegen.Testing;
using Scuttlegen.Wire;
using Xunit;

namespace Scuttlegen.Crdt.Tests;

public sealed class LWWRegisterTests
{
    private static readonly Gen<(ulong Time, int Source, string? Value)[]> Writes =
        Gen.Select(Gen.ULong[1, 4], Gen.Int[0, 2], Gen.OneOf(Gen.Const((string?)null), Gen.Int[0, 3].Select(static n => (string?)$"v{n}"))).Array[0, 12];

    [Fact]
    public void The_greatest_write_wins_in_any_order() => Writes.Sample(
        writes =>
        {
            var forwards = LWWRegister<string?>.Empty;
            var values = new List<LWWRegister<string?>> { forwards };
            var deltas = new List<LWWRegister<string?>>();
            foreach (var (time, source, value) in writes)
            {
                var mutation = forwards.Set(value, Peers.Stamp(time, source));
                CrdtLaws.CheckMutation(forwards, mutation);
                forwards = mutation;
                values.Add(LWWRegister<string?>.Empty.Set(value, Peers.Stamp(time, source)));
                deltas.Add(mutation.Delta);
            }

            // The oracle keeps all writes and sorts them by stamp and encoded value.
            if (writes.Length == 0) Assert.True(forwards.IsEmpty);
            else Assert.Equal(writes.OrderBy(static write => Peers.Stamp(write.Time, write.Source)).ThenBy(static write => write.Value, StringComparer.Ordinal).Last().Value, forwards.Value);

            CrdtLaws.CheckValues([.. values.Take(7)]);
            CrdtLaws.CheckDeltas(LWWRegister<string?>.Empty, deltas, writes.Length);
        },
        iter: 1_000);

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
