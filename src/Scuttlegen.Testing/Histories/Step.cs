using System.Globalization;
using CsCheck;
using Scuttlegen.Crdt;

namespace Scuttlegen.Testing;

/// <summary>One step of a random history: a replica mutates, hears of a change, or takes another's whole value.</summary>
internal sealed record Step<T, TDelta>(int Replica, int Verb, Mutator<T, TDelta> Mutator, int Other, int Noise)
    where T : IDeltaCrdt<T, TDelta>
    where TDelta : ICrdt<TDelta>
{
    private const int MaxSteps = 16;

    private const int ReplicaCount = Cluster<T, TDelta, Step<T, TDelta>>.ReplicaCount;

    private bool IsMutation => Verb <= 5;

    private bool IsMerge => Verb == 9;

    public static Gen<Step<T, TDelta>[]> HistoriesOf(Gen<Mutator<T, TDelta>> mutations) =>
        Gen.Select(Gen.Int[0, ReplicaCount - 1], Gen.Int[0, 9], mutations, Gen.Int[0, 999], Gen.Int[0, 999])
            .Select(static step => new Step<T, TDelta>(step.Item1, step.Item2, step.Item3, step.Item4, step.Item5))
            .Array[0, MaxSteps];

    public void Run(Cluster<T, TDelta, Step<T, TDelta>> cluster)
    {
        var replica = cluster.Replicas[Replica];
        if (IsMutation)
        {
            replica.Author.Begin(skipped: Other % 4, Noise);
            cluster.Apply(replica, Mutator.Apply(replica.Value, replica.Author));
        }
        else if (IsMerge) Cluster<T, TDelta, Step<T, TDelta>>.Merge(replica, cluster.Replicas[Other % ReplicaCount]);
        else if (cluster.Log.Count > 0) cluster.Deliver(replica, Other % cluster.Log.Count);
    }

    /// <summary>A history as its steps, those that did nothing left out.</summary>
    public static string Print(Step<T, TDelta>[] history)
    {
        var lines = new List<string>();
        var changes = 0;
        foreach (var step in history)
        {
            if (step.IsMutation) lines.Add(string.Create(CultureInfo.InvariantCulture, $"  replica {step.Replica} makes change {changes++}: {step.Mutator}"));
            else if (step.IsMerge) lines.Add(string.Create(CultureInfo.InvariantCulture, $"  replica {step.Replica} merges the value of replica {step.Other % ReplicaCount}"));
            else if (changes > 0) lines.Add(string.Create(CultureInfo.InvariantCulture, $"  replica {step.Replica} hears of change {step.Other % changes}"));
        }

        return lines.Count == 0 ? "  (no step at all)" : string.Join('\n', lines);
    }
}
