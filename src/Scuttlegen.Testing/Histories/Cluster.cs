using Scuttlegen.Crdt;

namespace Scuttlegen.Testing;

/// <summary>
/// Replicas of one CRDT that exchange deltas, lost, repeated and in any order, and whole values. Beside its value each keeps the events that it heard of: what an oracle judges the value by.
/// </summary>
internal sealed class Cluster<T, TDelta, TEvent>
    where T : IDeltaCrdt<T, TDelta>
    where TDelta : ICrdt<TDelta>
    where TEvent : class
{
    public const int ReplicaCount = 4;

    private readonly bool _checksMutations;
    private Action? _checkLatestMutation;

    public Cluster(bool checksMutations) => _checksMutations = checksMutations;

    public Replica[] Replicas { get; } = [.. Enumerable.Range(0, ReplicaCount).Select(static number => new Replica(number))];

    public List<(TDelta Delta, ulong Clock, TEvent[] Told)> Log { get; } = [];

    /// <summary>All events of all replicas.</summary>
    public HashSet<TEvent> Happened { get; } = new(ReferenceEqualityComparer.Instance);

    /// <summary>Applies a mutation where it was made, and publishes its delta with the events that the delta tells of.</summary>
    public void Apply(Replica replica, Mutation<T, TDelta> mutation, params TEvent[] told)
    {
        var before = replica.Value;
        if (_checksMutations) CrdtLaws.CheckMutation(before, mutation);
        else _checkLatestMutation = () => CrdtLaws.CheckMutation(before, mutation);
        replica.Value = mutation.Value;
        replica.Known.UnionWith(told);
        Happened.UnionWith(told);
        Log.Add((mutation.Delta, replica.Author.Clock, told));
    }

    public void Deliver(Replica to, int entry)
    {
        var (delta, clock, told) = Log[entry];
        to.Value = to.Value.MergeDelta(delta);
        to.Hear(clock, told);
    }

    public static void Merge(Replica to, Replica from)
    {
        to.Value = to.Value.Merge(from.Value);
        to.Hear(from.Author.Clock, from.Known);
    }

    /// <summary>Whatever was lost arrives, in an order of its own everywhere; then all are equal to the byte.</summary>
    public void DeliverEverything(int seed)
    {
        var random = new Random(seed);
        foreach (var replica in Replicas)
        {
            var entries = Enumerable.Range(0, Log.Count).ToArray();
            random.Shuffle(entries);
            foreach (var entry in entries) Deliver(replica, entry);
            CheckAgreement(Replicas[0].Value, replica.Value);
        }
    }

    /// <summary>Puts what the replicas hold, and some of the deltas, to the laws.</summary>
    public void CheckLaws(int seed)
    {
        var random = new Random(seed);
        CrdtLaws.CheckValues([.. Replicas.Select(static replica => replica.Value)]);
        var deltas = Log.Select(static entry => entry.Delta).ToArray();
        random.Shuffle(deltas);
        CrdtLaws.CheckValues([.. deltas.Take(3), deltas.Skip(2).Take(6).Aggregate(TDelta.Empty, static (all, next) => all.Merge(next))]);
        foreach (var replica in Replicas) CrdtLaws.CheckDeltas(replica.Value, [.. deltas.Where(_ => random.Next(3) > 0)], random.Next());
    }

    /// <summary>Puts the latest mutation, some of what the replicas hold, and one replica's deltas, to the laws: once each, so that many histories can be.</summary>
    public void CheckLawsOnce(int seed)
    {
        _checkLatestMutation?.Invoke();
        var random = new Random(seed);
        random.Shuffle(Replicas);
        CrdtLaws.CheckThree(Replicas[0].Value, Replicas[1].Value, Replicas[2].Value);
        var deltas = Log.Select(static entry => entry.Delta).ToArray();
        random.Shuffle(deltas);
        if (deltas.Length > 2) CrdtLaws.CheckThree(deltas[0], deltas[1], deltas[2]);
        CrdtLaws.CheckDeltas(Replicas[3].Value, [.. deltas.Where(_ => random.Next(3) > 0)], random.Next());
    }

    private static void CheckAgreement(T one, T other)
    {
        if (!one.Equals(other) || (Codec<T>.Known is { } codec && !codec.Encode(one).AsSpan().SequenceEqual(codec.Encode(other))))
            throw new CrdtLawException(CrdtLaw.DeltaEquivalence, typeof(T), $"two replicas that heard of everything differ.{Text.Of(("one", one), ("other", other))}");
    }

    public sealed class Replica(int number)
    {
        public Author Author { get; } = new(number);

        public Source Source => Author.Source;

        public T Value { get; set; } = T.Empty;

        public HashSet<TEvent> Known { get; } = new(ReferenceEqualityComparer.Instance);

        public void Hear(ulong clock, IEnumerable<TEvent> told)
        {
            Author.Clock = Math.Max(Author.Clock, clock);
            Known.UnionWith(told);
        }
    }
}
