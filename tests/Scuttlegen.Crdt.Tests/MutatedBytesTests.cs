using Scuttlegen.Testing;
using Scuttlegen.Wire;
using Xunit;

namespace Scuttlegen.Crdt.Tests;

/// <summary>A hundred thousand damaged encodings: none crashes, none hangs, none is a second form of a value.</summary>
public sealed class MutatedBytesTests
{
    private const int Rounds = 16_700;

    [Fact]
    public void Sets() => Damage(Set());

    [Fact]
    public void Deltas() => Damage(Set().Remove("b").Delta.Merge(Set().Add("zz", Peers.Dot(1, 1000)).Delta).Merge(ORSet<string>.Delta.OfAdd("q", Peers.Dot(2, 5000, 3))));

    [Fact]
    public void Removals() => Damage(Set().Observe("a"));

    [Fact]
    public void Counters() => Damage(GCounter.Empty.Increment(Peers.Source(0), 5).Value.Increment(Peers.Source(1), 70_000).Value);

    [Fact]
    public void Registers() => Damage(LWWRegister<DateTimeOffset>.Empty.Set(new DateTimeOffset(2026, 11, 22, 1, 2, 3, TimeSpan.FromHours(-5)), Peers.Stamp(300, 1)).Value);

    [Fact]
    public void Decimals_in_sets() => Damage(ORSet<decimal>.Empty.Add(1.50m, Peers.Dot(0, 1)).Value.Add(-2m, Peers.Dot(0, 2)).Value);

    private static ORSet<string> Set()
    {
        var set = ORSet<string>.Empty;
        ulong sequence = 0;
        foreach (var element in new[] { "a", "b", "c", "a", "longer than the others" }) set = set.Add(element, Peers.Dot((int)sequence % 3, sequence += 40));
        return set.MergeDelta(ORSet<string>.Delta.OfAdd("a", Peers.Dot(0, 900))).MergeDelta(ORSet<string>.Delta.OfAdd("d", Peers.Dot(1, 901, 2)));
    }

    private static void Damage<T>(T value)
        where T : ICborCodec<T> => CodecLaws.CheckDamaged(value, Rounds, seed: 12345);
}
