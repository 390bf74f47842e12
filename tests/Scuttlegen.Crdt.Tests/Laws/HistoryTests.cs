using CsCheck;
using Scuttlegen.Wire;
using Xunit;

namespace Scuttlegen.Crdt.Tests;

/// <summary>
/// What every CRDT is tested for: random histories of replicas against an oracle that keeps all events, the laws on what the histories produced, and damaged bytes of it.
/// </summary>
public abstract class HistoryTests<T, TDelta, TEvent>
    where T : class, IDeltaCrdt<T, TDelta>, ICborCodec<T>
    where TDelta : ICrdt<TDelta>, ICborCodec<TDelta>
    where TEvent : class
{
    private static readonly Gen<(int Replica, int Verb, int First, int Second)[]> Steps =
        Gen.Select(Gen.Int[0, 3], Gen.Int[0, 9], Gen.Int[0, 999], Gen.Int[0, 999]).Array[0, 16];

    /// <summary>How many histories the oracle judges.</summary>
    protected virtual int Histories => 100_000;

    /// <summary>How many histories' values and deltas are put to the laws, which cost the cube of their number.</summary>
    protected virtual int LawHistories => 300;

    [Fact]
    public void Replicas_agree_with_the_oracle_whatever_they_hear_of() => Steps.Sample(
        steps =>
        {
            var cluster = Run(steps, checksMutations: false);
            // The dear part, of which a quarter shows as much.
            if (steps.Length % 4 != 0) return;
            cluster.DeliverEverything(new Random(steps.Length));
            Check(cluster.Replicas[0].Value, cluster.Replicas[0].Known);
        },
        iter: Histories);

    [Fact]
    public void Values_and_deltas_obey_the_laws() => Steps.Sample(
        steps =>
        {
            var cluster = Run(steps, checksMutations: true);
            CrdtLaws.CheckSemilattice([.. cluster.Replicas.Select(static replica => replica.Value)]);
            var random = new Random(steps.Length);
            var deltas = cluster.Log.Select(static entry => entry.Delta).ToArray();
            random.Shuffle(deltas);
            CrdtLaws.CheckSemilattice([.. deltas.Take(3), deltas.Skip(2).Take(6).Aggregate(TDelta.Empty, static (all, next) => all.Merge(next))]);
            foreach (var replica in cluster.Replicas)
                CrdtLaws.CheckDeltas(replica.Value, [.. deltas.Where(_ => random.Next(3) > 0)], random);
            foreach (var value in cluster.Replicas.Select(static replica => replica.Value))
            {
                Assert.Same(value, value.Merge(value));
                Assert.Same(value, value.MergeDelta(TDelta.Empty));
            }
        },
        iter: LawHistories);

    [Fact]
    public void Damaged_bytes_are_refused_or_are_another_values()
    {
        var random = new Random(7);
        for (var round = 0; round < 40; round++)
        {
            var steps = Enumerable.Range(0, 24).Select(_ => (random.Next(4), random.Next(10), random.Next(1000), random.Next(1000))).ToArray();
            var cluster = Run(steps, checksMutations: false);
            DamagedBytes.Check(cluster.Replicas[0].Value, 200, round);
            if (cluster.Log.Count > 0) DamagedBytes.Check(cluster.Log[^1].Delta, 100, round);
        }
    }

    /// <summary>Does one of the type's operations on a replica, and tells what happened. <paramref name="verb"/> is from 0 to 5.</summary>
    private protected abstract void Act(Cluster<T, TDelta, TEvent> cluster, Cluster<T, TDelta, TEvent>.Replica replica, int verb, int first, int second);

    /// <summary>Whether the value is what the events make it, by the specification alone.</summary>
    private protected abstract void Check(T value, HashSet<TEvent> known);

    private Cluster<T, TDelta, TEvent> Run((int Replica, int Verb, int First, int Second)[] steps, bool checksMutations)
    {
        var cluster = new Cluster<T, TDelta, TEvent>(checksMutations);
        foreach (var (number, verb, first, second) in steps)
        {
            var replica = cluster.Replicas[number];
            if (verb <= 5) Act(cluster, replica, verb, first, second);
            else if (verb == 9) cluster.Merge(replica, cluster.Replicas[first % 4]);
            else if (cluster.Log.Count > 0) cluster.Deliver(replica, first % cluster.Log.Count);
            Check(replica.Value, replica.Known);
        }

        return cluster;
    }
}
