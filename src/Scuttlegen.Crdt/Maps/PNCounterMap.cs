using System.Collections;
using System.Diagnostics;
using System.Diagnostics.CodeAnalysis;
using Scuttlegen.Wire;

namespace Scuttlegen.Crdt;

/// <summary>
/// Counters by key, each growing and shrinking on its own. Removing a key takes back the counts that were observed under it, and nothing else: a removed key that is counted on again begins from zero, and what was counted concurrently
/// stays.
/// </summary>
/// <remarks>
/// <para><b>Semantics and merge:</b> an <see cref="ORMap{TKey, TValue}"/> of <see cref="ResettableCounter"/>s. A key is in the map while it has counts that were not taken back, also if they add up to zero. There are no ties.</para>
/// <para>
/// <b>In reducers, removals come from the action.</b> A reducer replays at the update's place in the one order, where the map may hold counts that the removal's author had not seen. So observe where you dispatch,
/// <c>new ItemRemoved(state.Cart.Observe(item))</c>, and apply what was observed where you reduce: <c>state.Cart.Remove(action.Removal)</c>.
/// </para>
/// <para>
/// <b>Only a source itself may count under its name,</b> on a value that holds all it counted before: its own replica, or a reducer, where the source is <see cref="ReplayContext.Source"/>. Anyone may remove.
/// </para>
/// <para>
/// <b>Complexity,</b> for n keys and s sources: look-up O(log n), count O(log n + log s), remove O(log n + s), merge O(m log(n/m + 1)) merges of counters. A removed key keeps how much of it was taken back, per source, for good: else a count that
/// arrives later would bring back what came before it. <see cref="Count"/> is O(n) when it is first asked for.
/// </para>
/// <para>C. Baquero, P. S. Almeida, C. Lerche, "The Problem with Embedded CRDT Counters and a Solution", PaPoC 2016, on the anomalies that this avoids.</para>
/// </remarks>
/// <typeparam name="TKey">The type of the keys: one that <see cref="ValueCodec{T}"/> supports. Keys are told apart, and ordered, by their codec.</typeparam>
[DebuggerDisplay("Count = {Count}")]
public sealed partial class PNCounterMap<TKey> : IDeltaCrdt<PNCounterMap<TKey>, ORMap<TKey, ResettableCounter>.Delta>, ICborCodec<PNCounterMap<TKey>>, IReadOnlyCollection<KeyValuePair<TKey, Int128>>
    where TKey : notnull
{
    private readonly ORMap<TKey, ResettableCounter> _counters;

    private PNCounterMap(ORMap<TKey, ResettableCounter> counters) => _counters = counters;

    /// <summary>The map on which nobody has counted.</summary>
    public static PNCounterMap<TKey> Empty { get; } = new(ORMap<TKey, ResettableCounter>.Empty);

    /// <summary>How many keys are in the map.</summary>
    public int Count => _counters.Count;

    /// <summary>What was counted under <paramref name="key"/>; zero if the key is not in the map.</summary>
    /// <exception cref="ArgumentNullException"><paramref name="key"/> is <see langword="null"/>.</exception>
    public Int128 this[TKey key] => _counters[key].Value;

    /// <summary>Whether <paramref name="key"/> has counts that were not taken back.</summary>
    /// <exception cref="ArgumentNullException"><paramref name="key"/> is <see langword="null"/>.</exception>
    public bool ContainsKey(TKey key) => _counters.ContainsKey(key);

    /// <summary>Counts up under a key.</summary>
    /// <param name="key">The key.</param>
    /// <param name="source">Who counts: yourself, or in a reducer <see cref="ReplayContext.Source"/>.</param>
    /// <param name="by">By how much. Zero changes nothing.</param>
    /// <exception cref="ArgumentNullException"><paramref name="key"/> is <see langword="null"/>.</exception>
    /// <exception cref="CounterOverflowException">What the source counted up under the key, removals notwithstanding, would exceed <see cref="ulong.MaxValue"/>.</exception>
    /// <exception cref="UnsupportedValueTypeException"><typeparamref name="TKey"/> has no codec.</exception>
    public Mutation<PNCounterMap<TKey>, ORMap<TKey, ResettableCounter>.Delta> Increment(TKey key, Source source, ulong by = 1) =>
        With(_counters.Update(key, counter => counter.Increment(source, by)));

    /// <summary>Counts down under a key.</summary>
    /// <param name="key">The key.</param>
    /// <param name="source">Who counts: yourself, or in a reducer <see cref="ReplayContext.Source"/>.</param>
    /// <param name="by">By how much. Zero changes nothing.</param>
    /// <exception cref="ArgumentNullException"><paramref name="key"/> is <see langword="null"/>.</exception>
    /// <exception cref="CounterOverflowException">What the source counted down under the key, removals notwithstanding, would exceed <see cref="ulong.MaxValue"/>.</exception>
    /// <exception cref="UnsupportedValueTypeException"><typeparamref name="TKey"/> has no codec.</exception>
    public Mutation<PNCounterMap<TKey>, ORMap<TKey, ResettableCounter>.Delta> Decrement(TKey key, Source source, ulong by = 1) =>
        With(_counters.Update(key, counter => counter.Decrement(source, by)));

    /// <summary>Counts up or, where <paramref name="by"/> is negative, down under a key.</summary>
    /// <param name="key">The key.</param>
    /// <param name="source">Who counts: yourself, or in a reducer <see cref="ReplayContext.Source"/>.</param>
    /// <param name="by">By how much. Zero changes nothing.</param>
    /// <exception cref="ArgumentNullException"><paramref name="key"/> is <see langword="null"/>.</exception>
    /// <exception cref="CounterOverflowException">What the source counted in that direction under the key, removals notwithstanding, would exceed <see cref="ulong.MaxValue"/>.</exception>
    /// <exception cref="UnsupportedValueTypeException"><typeparamref name="TKey"/> has no codec.</exception>
    public Mutation<PNCounterMap<TKey>, ORMap<TKey, ResettableCounter>.Delta> Add(TKey key, Source source, long by) =>
        With(_counters.Update(key, counter => counter.Add(source, by)));

    /// <summary>What a removal of <paramref name="key"/> would take back now: the counts that this value has observed. Put it into the action.</summary>
    /// <exception cref="ArgumentNullException"><paramref name="key"/> is <see langword="null"/>.</exception>
    public ORMap<TKey, ResettableCounter>.Removal Observe(TKey key) => _counters.Observe(key);

    /// <summary>Takes back the counts that <paramref name="removal"/> observed, those that have yet to arrive included. Concurrent ones stay, and the key with them.</summary>
    /// <exception cref="ArgumentNullException"><paramref name="removal"/> is <see langword="null"/>.</exception>
    public Mutation<PNCounterMap<TKey>, ORMap<TKey, ResettableCounter>.Delta> Remove(ORMap<TKey, ResettableCounter>.Removal removal) => With(_counters.Remove(removal));

    /// <summary>Takes back all counts under <paramref name="key"/> that this value has observed.</summary>
    /// <remarks>For a replica of your own. Not for reducers: there the value holds counts that the action's author had not seen. Use <see cref="Observe"/> and <see cref="Remove(ORMap{TKey, ResettableCounter}.Removal)"/>.</remarks>
    /// <exception cref="ArgumentNullException"><paramref name="key"/> is <see langword="null"/>.</exception>
    public Mutation<PNCounterMap<TKey>, ORMap<TKey, ResettableCounter>.Delta> Remove(TKey key) => With(_counters.Remove(key));

    /// <inheritdoc/>
    public PNCounterMap<TKey> Merge(PNCounterMap<TKey> other)
    {
        ArgumentNullException.ThrowIfNull(other);
        return With(_counters.Merge(other._counters));
    }

    /// <inheritdoc/>
    public PNCounterMap<TKey> MergeDelta(ORMap<TKey, ResettableCounter>.Delta delta) => With(_counters.MergeDelta(delta));

    /// <inheritdoc/>
    public bool IsSubsumedBy(PNCounterMap<TKey> other)
    {
        ArgumentNullException.ThrowIfNull(other);
        return _counters.IsSubsumedBy(other._counters);
    }

    /// <summary>Whether both have the same counts of every source under every key, and the same of them were taken back.</summary>
    public bool Equals([NotNullWhen(true)] PNCounterMap<TKey>? other) => other is not null && _counters.Equals(other._counters);

    /// <inheritdoc/>
    public override bool Equals([NotNullWhen(true)] object? obj) => Equals(obj as PNCounterMap<TKey>);

    /// <inheritdoc/>
    public override int GetHashCode() => _counters.GetHashCode();

    /// <summary>Enumerates keys and counts in the order of the keys' codec, the same on every peer.</summary>
    public IEnumerator<KeyValuePair<TKey, Int128>> GetEnumerator()
    {
        foreach (var entry in _counters) yield return new(entry.Key, entry.Value.Value);
    }

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();

    /// <inheritdoc/>
    public static int GetMaxSize(PNCounterMap<TKey> value)
    {
        ArgumentNullException.ThrowIfNull(value);
        return ORMap<TKey, ResettableCounter>.GetMaxSize(value._counters);
    }

    /// <summary>Writes an <see cref="ORMap{TKey, TValue}"/> of <see cref="ResettableCounter"/>s.</summary>
    /// <inheritdoc/>
    public static void Write(ref CborWriter writer, PNCounterMap<TKey> value)
    {
        ArgumentNullException.ThrowIfNull(value);
        ORMap<TKey, ResettableCounter>.Write(ref writer, value._counters);
    }

    /// <inheritdoc/>
    public static PNCounterMap<TKey> Read(ref CborReader reader) => new(ORMap<TKey, ResettableCounter>.Read(ref reader));

    /// <summary>Whether both have the same counts of every source under every key, and the same of them were taken back.</summary>
    public static bool operator ==(PNCounterMap<TKey>? left, PNCounterMap<TKey>? right) => left is null ? right is null : left.Equals(right);

    /// <summary>Whether they differ in counts, or in what was taken back.</summary>
    public static bool operator !=(PNCounterMap<TKey>? left, PNCounterMap<TKey>? right) => !(left == right);

    private PNCounterMap<TKey> With(ORMap<TKey, ResettableCounter> counters) => ReferenceEquals(counters, _counters) ? this : new PNCounterMap<TKey>(counters);

    private Mutation<PNCounterMap<TKey>, ORMap<TKey, ResettableCounter>.Delta> With(Mutation<ORMap<TKey, ResettableCounter>, ORMap<TKey, ResettableCounter>.Delta> mutation) =>
        new(With(mutation.Value), mutation.Delta);
}
