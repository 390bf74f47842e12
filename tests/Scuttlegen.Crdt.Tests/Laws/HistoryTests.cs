using CsCheck;
using Scuttlegen.Testing;
using Scuttlegen.Wire;
using Xunit;

namespace Scuttlegen.Crdt.Tests;

/// <summary>
/// What every CRDT is tested for beside <see cref="CrdtLaws"/>: random histories of replicas against an oracle that keeps all events; the laws on what those histories produced, and damaged bytes of it.
/// </summary>
public abstract class HistoryTests<T, TDelta, TEvent>
    where T : class, IDeltaCrdt<T, TDelta>, ICborCodec<T>
    where TDelta : ICrdt<TDelta>, ICborCodec<TDelta>
    where TEvent : class
{
    private static readonly Gen<(int Replica, int Verb, int First, int Second)[]> Steps =
        Gen.Select(Gen.Int[0, 3], Gen.Int[0, 9], Gen.Int[0, 999], Gen.Int[0, 999]).Array[0, 16];

    private const int Histories = 100_000;

    /// <summary>How many histories' values and deltas are put to the laws in every combination, which costs the cube of their number.</summary>
    protected virtual int LawHistories => 300;

    [Fact]
    public void Replicas_agree_with_the_oracle_and_obey_the_laws_whatever_they_hear_of() => Steps.Sample(
        steps =>
        {
            // What was done and held on the way, is what was last done and held in another history.
            var cluster = Run(steps, checksMutations: false);
            foreach (var replica in cluster.Replicas) Check(replica.Value, replica.Known);
            cluster.CheckLawsOnce(steps.Length);
            // The dear part, of which a quarter shows as much.
            if (steps.Length % 4 != 0) return;
            cluster.DeliverEverything(steps.Length);
            Check(cluster.Replicas[0].Value, cluster.Replicas[0].Known);
            CheckSettled(cluster.Replicas[0].Value);
        },
        iter: Histories);

    [Fact]
    public void Values_and_deltas_obey_the_laws_in_every_combination() => Steps.Sample(
        steps =>
        {
            var cluster = Run(steps, checksMutations: true);
            cluster.CheckLaws(steps.Length);
            foreach (var value in cluster.Replicas.Select(static replica => replica.Value))
            {
                SharedAssert.Same(value, value.Merge(value));
                SharedAssert.Same(value, value.MergeDelta(TDelta.Empty));
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
            CodecLaws.CheckDamaged(cluster.Replicas[0].Value, 200, round);
            if (cluster.Log.Count > 0) CodecLaws.CheckDamaged(cluster.Log[^1].Delta, 100, round);
        }
    }

    /// <summary>Does one of the type's operations on a replica, and tells what happened. <paramref name="verb"/> is from 0 to 5.</summary>
    private protected abstract void Act(Cluster<T, TDelta, TEvent> cluster, Cluster<T, TDelta, TEvent>.Replica replica, int verb, int first, int second);

    /// <summary>Whether the value is what the events make it, by the specification alone.</summary>
    private protected abstract void Check(T value, HashSet<TEvent> known);

    /// <summary>What else must hold where everything that happened has been heard of.</summary>
    private protected virtual void CheckSettled(T value)
    {
    }

    private Cluster<T, TDelta, TEvent> Run((int Replica, int Verb, int First, int Second)[] steps, bool checksMutations)
    {
        var cluster = new Cluster<T, TDelta, TEvent>(checksMutations);
        foreach (var (number, verb, first, second) in steps)
        {
            var replica = cluster.Replicas[number];
            if (verb <= 5) Act(cluster, replica, verb, first, second);
            else if (verb == 9) Cluster<T, TDelta, TEvent>.Merge(replica, cluster.Replicas[first % 4]);
            else if (cluster.Log.Count > 0) cluster.Deliver(replica, first % cluster.Log.Count);
        }

        return cluster;
    }
}

/// <summary>What the operations of a test ask of a replica.</summary>
internal static class ReplicaExtensions
{
    /// <summary>The next dot of the replica's own; sequences in between made none here.</summary>
    public static Dot NextDot<T, TDelta, TEvent>(this Cluster<T, TDelta, TEvent>.Replica replica, int skipped = 0)
        where T : IDeltaCrdt<T, TDelta>
        where TDelta : ICrdt<TDelta>
        where TEvent : class
    {
        replica.Author.Begin(skipped, noise: 1);
        return replica.Author.NextDot();
    }

    /// <summary>What was observed now or, one time in three, what the replica observed earlier.</summary>
    public static TObserved Recall<T, TDelta, TEvent, TObserved>(this Cluster<T, TDelta, TEvent>.Replica replica, TObserved observed, int noise)
        where T : IDeltaCrdt<T, TDelta>
        where TDelta : ICrdt<TDelta>
        where TEvent : class
        where TObserved : class => replica.Author.Recall(observed, noise);
}
