using CsCheck;
using Scuttlegen.Testing;
using Scuttlegen.Wire;
using Xunit;

namespace Scuttlegen.Crdt.Tests;

public sealed class GCounterTests
{
    private const int Replicas = 4;

    private static readonly Gen<(int Replica, int Verb, ulong By, int Other)[]> Histories =
        Gen.Select(Gen.Int[0, Replicas - 1], Gen.Int[0, 5], Gen.ULong[0, 1UL << 40], Gen.Int[0, 1000]).Array[0, 40];

    [Fact]
    public void Replicas_agree_with_the_sum_of_the_increments_they_heard_of() => Histories.Sample(
        steps =>
        {
            var values = Enumerable.Repeat(GCounter.Empty, Replicas).ToArray();

            // The oracle: per replica, the increments it knows of. A delta tells of all its source's increments so far.
            var known = Enumerable.Range(0, Replicas).Select(static _ => new HashSet<(int Source, int Number)>()).ToArray();
            var increments = Enumerable.Range(0, Replicas).Select(static _ => new List<ulong>()).ToArray();
            var log = new List<(GCounter Delta, int Source, int Count)>();
            foreach (var (replica, verb, by, other) in steps)
            {
                switch (verb)
                {
                    case 0 or 1 or 2:
                        var mutation = values[replica].Increment(Peers.Source(replica), by);
                        CrdtLaws.CheckMutation(values[replica], mutation);
                        values[replica] = mutation;
                        if (by == 0) break;
                        known[replica].Add((replica, increments[replica].Count));
                        increments[replica].Add(by);
                        log.Add((mutation.Delta, replica, increments[replica].Count));
                        break;
                    case 3 or 4 when log.Count > 0:
                        var (delta, source, count) = log[other % log.Count];
                        values[replica] = values[replica].MergeDelta(delta);
                        known[replica].UnionWith(Enumerable.Range(0, count).Select(number => (source, number)));
                        break;
                    case 5:
                        values[replica] = values[replica].Merge(values[other % Replicas]);
                        known[replica].UnionWith(known[other % Replicas]);
                        break;
                }

                UInt128 expected = 0;
                foreach (var (source, number) in known[replica]) expected += increments[source][number];
                Assert.Equal(expected, values[replica].Value);
            }

            CrdtLaws.CheckValues(values);
            foreach (var value in values) CrdtLaws.CheckDeltas(value, [.. log.Select(static entry => entry.Delta)], steps.Length);
        },
        iter: 1_000);

    [Fact]
    public void A_count_that_overflows_is_refused_and_the_sum_of_full_counts_is_not()
    {
        var full = GCounter.Empty.Increment(Peers.Source(0), ulong.MaxValue).Value;
        var refused = Assert.Throws<CounterOverflowException>(() => full.Increment(Peers.Source(0)));
        Assert.Equal(Peers.Source(0), refused.CountingSource);
        Assert.Equal((UInt128)ulong.MaxValue * 2, full.Increment(Peers.Source(1), ulong.MaxValue).Value.Value);
    }

    [Fact]
    public void Counting_by_zero_and_merging_the_known_change_nothing()
    {
        var counter = GCounter.Empty.Increment(Peers.Source(0), 3).Value;
        Assert.Same(counter, counter.Increment(Peers.Source(1), 0).Value);
        Assert.Same(counter, counter.Merge(CodecLaws.Decode<GCounter>(CodecLaws.Encode(counter))));
        Assert.Equal(3UL, counter.CountOf(Peers.Source(0)));
        Assert.Equal(0UL, counter.CountOf(Peers.Source(1)));
    }

    [Fact]
    public void A_source_without_counts_or_twice_is_refused()
    {
        var source = CodecLaws.Encode(GCounter.Empty.Increment(Peers.Source(0)).Value)[1..^1];
        Assert.Equal(WireFormatError.NotCanonical, Refused([0xa1, .. source, 0]));
        Assert.Equal(WireFormatError.NotAllowed, Refused([0xa2, .. source, 1, .. source, 2]));

        static WireFormatError Refused(byte[] bytes) => Assert.Throws<WireFormatException>(() => CodecLaws.Decode<GCounter>(bytes)).Error;
    }
}
