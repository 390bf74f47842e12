using Scuttlegen.Wire;
using Xunit;

namespace Scuttlegen.Crdt.Tests;

/// <summary>
/// Replicas of one CRDT that exchange deltas, lost, repeated and in any order, and whole values. Beside its value each keeps the events that it heard of: what an oracle judges the value by.
/// </summary>
internal sealed class Cluster<T, TDelta, TEvent>
    where T : class, IDeltaCrdt<T, TDelta>, ICborCodec<T>
    where TDelta : ICrdt<TDelta>, ICborCodec<TDelta>
    where TEvent : class
{
    public const int ReplicaCount = 4;

    private readonly bool _checksMutations;

    public Cluster(bool checksMutations) => _checksMutations = checksMutations;

    public Replica[] Replicas { get; } = [.. Enumerable.Range(0, ReplicaCount).Select(static number => new Replica(number))];

    public List<(TDelta Delta, TEvent[] Told)> Log { get; } = [];

    /// <summary>All events of all replicas.</summary>
    public HashSet<TEvent> Happened { get; } = new(ReferenceEqualityComparer.Instance);

    /// <summary>Applies a mutation where it was made, and publishes its delta with the events that the delta tells of.</summary>
    public void Apply(Replica replica, Mutation<T, TDelta> mutation, params TEvent[] told)
    {
        if (_checksMutations) CrdtLaws.CheckMutation(replica.Value, mutation);
        replica.Value = mutation.Value;
        replica.Known.UnionWith(told);
        Happened.UnionWith(told);
        Log.Add((mutation.Delta, told));
    }

    public void Deliver(Replica to, int entry)
    {
        var (delta, told) = Log[entry];
        to.Value = to.Value.MergeDelta(delta);
        to.Known.UnionWith(told);
    }

    public void Merge(Replica to, Replica from)
    {
        to.Value = to.Value.Merge(from.Value);
        to.Known.UnionWith(from.Known);
    }

    /// <summary>Whatever was lost arrives, in an order of its own everywhere; then all are equal to the byte.</summary>
    public void DeliverEverything(Random random)
    {
        foreach (var replica in Replicas)
        {
            var entries = Enumerable.Range(0, Log.Count).ToArray();
            random.Shuffle(entries);
            foreach (var entry in entries) Deliver(replica, entry);
            Assert.Equal(CrdtLaws.Encode(Replicas[0].Value), CrdtLaws.Encode(replica.Value));
        }
    }

    public sealed class Replica(int number)
    {
        public Source Source { get; } = Peers.Source(number);

        public ulong Sequence { get; set; }

        public T Value { get; set; } = T.Empty;

        public HashSet<TEvent> Known { get; } = new(ReferenceEqualityComparer.Instance);

        private object? _noted;

        /// <summary>
        /// What was observed now or, one time in three, what this replica observed earlier: an action is reduced where more may have arrived than its author had seen.
        /// </summary>
        public TObserved Recall<TObserved>(TObserved observed, int random)
            where TObserved : class
        {
            if (random % 3 == 0 && _noted is TObserved noted) return noted;
            _noted = observed;
            return observed;
        }

        /// <summary>The next dot of this replica's own; sequences in between made none here.</summary>
        public Dot NextDot(int skipped = 0) => new(Source, Sequence += 1 + (ulong)skipped, 0);
    }
}
