using CsCheck;
using Scuttlegen.Crdt;

namespace Scuttlegen.Testing;

/// <summary>
/// The laws that a state-based CRDT must obey, so that replicas which heard of the same changes are equal: <see cref="CrdtLaw"/> lists them. One line in a test of any framework puts a type of your own to all of them.
/// </summary>
/// <remarks>
/// <para>Every method throws a <see cref="CrdtLawException"/> on the first counter-example. Where values are generated it is made as small as can be, and comes with the seed that repeats it.</para>
/// <para>A type that implements <see cref="Wire.ICborCodec{TSelf}"/> is put to the laws of codecs as well, and its equality must be that of its bytes.</para>
/// <para>Generated cases run on several threads at once, as many as there are processors: operations must be pure, as those of a CRDT are.</para>
/// </remarks>
public static partial class CrdtLaws
{
    /// <summary>Puts a CRDT to the laws of a join-semilattice, on generated values, three at a time.</summary>
    /// <param name="values">The values. Few different ones find more than many: laws break where values have something in common.</param>
    /// <exception cref="CrdtLawException">A law does not hold.</exception>
    public static void Check<T>(Gen<T> values)
        where T : ICrdt<T> => Check(values, LawOptions.Default);

    /// <inheritdoc cref="Check{T}(Gen{T})"/>
    /// <param name="values">The values. Few different ones find more than many: laws break where values have something in common.</param>
    /// <param name="options">How many triples, and which first.</param>
    public static void Check<T>(Gen<T> values, LawOptions options)
        where T : ICrdt<T>
    {
        ArgumentNullException.ThrowIfNull(values);
        Sampling.Run(
            typeof(T),
            Gen.Select(values, values, values, Sampling.Seeds),
            static triple =>
            {
                CheckValues(triple.Item1, triple.Item2, triple.Item3);
                Codec<T>.Known?.CheckDamaged(triple.Item1, Sampling.DamagedForms, triple.Item4);
            },
            static triple => Text.Of(("a", triple.Item1), ("b", triple.Item2), ("c", triple.Item3)).TrimStart('\n'),
            options);
    }

    /// <summary>
    /// Puts a delta-state CRDT to all laws, on what random histories make of it: several replicas, each with a source of its own, mutate, exchange deltas and whole values in any order, lose some and hear of some twice.
    /// </summary>
    /// <param name="mutations">What replicas do: see <see cref="Mutator"/>. Combine several with <c>Gen.OneOf</c>.</param>
    /// <exception cref="CrdtLawException">A law does not hold.</exception>
    public static void Check<T, TDelta>(Gen<Mutator<T, TDelta>> mutations)
        where T : IDeltaCrdt<T, TDelta>
        where TDelta : ICrdt<TDelta> => Check(mutations, LawOptions.Default);

    /// <inheritdoc cref="Check{T, TDelta}(Gen{Mutator{T, TDelta}})"/>
    /// <param name="mutations">What replicas do: see <see cref="Mutator"/>. Combine several with <c>Gen.OneOf</c>.</param>
    /// <param name="options">How many histories, and which first.</param>
    public static void Check<T, TDelta>(Gen<Mutator<T, TDelta>> mutations, LawOptions options)
        where T : IDeltaCrdt<T, TDelta>
        where TDelta : ICrdt<TDelta>
    {
        ArgumentNullException.ThrowIfNull(mutations);
        Sampling.Run(typeof(T), Gen.Select(Step<T, TDelta>.HistoriesOf(mutations), Sampling.Seeds), static one => CheckHistory(one.Item1, one.Item2), static one => Step<T, TDelta>.Print(one.Item1), options);
    }

    private static void CheckHistory<T, TDelta>(Step<T, TDelta>[] history, int seed)
        where T : IDeltaCrdt<T, TDelta>
        where TDelta : ICrdt<TDelta>
    {
        var cluster = new Cluster<T, TDelta, Step<T, TDelta>>(checksMutations: true);
        foreach (var step in history) step.Run(cluster);
        cluster.CheckLaws(seed);
        cluster.DeliverEverything(seed);
        Codec<T>.Known?.CheckDamaged(cluster.Replicas[0].Value, Sampling.DamagedForms, seed);
        if (cluster.Log.Count > 0) Codec<TDelta>.Known?.CheckDamaged(cluster.Log[^1].Delta, Sampling.DamagedForms, seed);
    }

    private static CrdtLawException Broken<T>(CrdtLaw law, string finding) => new(law, typeof(T), finding);
}
