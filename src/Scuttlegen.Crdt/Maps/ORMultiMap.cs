using System.Collections;
using System.Diagnostics;
using System.Diagnostics.CodeAnalysis;
using Scuttlegen.Wire;

namespace Scuttlegen.Crdt;

/// <summary>
/// A map from keys to sets of values. Removing a value, or a key with all its values, takes away the adds that were observed, and no others: of an add and a removal that did not know of each other, the add wins.
/// </summary>
/// <remarks>
/// <para><b>Semantics and merge:</b> an <see cref="ORMap{TKey, TValue}"/> of <see cref="ORSet{T}"/>s. A key is in the map while it has a value. There are no ties: dots are unique.</para>
/// <para>
/// <b>In reducers, removals come from the action.</b> A reducer replays at the update's place in the one order, where the map may hold adds that the removal's author had not seen. So observe where you dispatch,
/// <c>new Left(state.Members.Observe(room, name))</c>, and apply what was observed where you reduce: <c>state.Members.Remove(action.Removal)</c>.
/// </para>
/// <para><b>Whose dots:</b> as for <see cref="ORMap{TKey, TValue}"/>: dots of one source ascend over all keys, and the map must have seen every earlier one.</para>
/// <para>
/// <b>Complexity,</b> for n keys and v values under a key: look-up, add, removal of one value O(log n + log v), removal of a key O(log n + v log v), merge that of <see cref="ORMap{TKey, TValue}"/>. Nothing is left of what was removed.
/// </para>
/// <para>Almeida, Shoker and Baquero 2018, §8 (DotMap of DotSets).</para>
/// </remarks>
/// <typeparam name="TKey">The type of the keys: one that <see cref="ValueCodec{T}"/> supports. Keys are told apart, and ordered, by their codec.</typeparam>
/// <typeparam name="TValue">The type of the values: one that <see cref="ValueCodec{T}"/> supports. Values are told apart, and ordered, by their codec.</typeparam>
[DebuggerDisplay("Count = {Count}")]
public sealed partial class ORMultiMap<TKey, TValue> : IDeltaCrdt<ORMultiMap<TKey, TValue>, ORMap<TKey, ORSet<TValue>>.Delta>, ICborCodec<ORMultiMap<TKey, TValue>>, IReadOnlyCollection<KeyValuePair<TKey, ORSet<TValue>>>
    where TKey : notnull
    where TValue : notnull
{
    private readonly ORMap<TKey, ORSet<TValue>> _sets;

    private ORMultiMap(ORMap<TKey, ORSet<TValue>> sets) => _sets = sets;

    /// <summary>The map that has seen nothing.</summary>
    public static ORMultiMap<TKey, TValue> Empty { get; } = new(ORMap<TKey, ORSet<TValue>>.Empty);

    /// <summary>How many keys are in the map.</summary>
    public int Count => _sets.Count;

    /// <summary>The values of <paramref name="key"/>; none if the key is not in the map.</summary>
    /// <exception cref="ArgumentNullException"><paramref name="key"/> is <see langword="null"/>.</exception>
    public ORSet<TValue> this[TKey key] => _sets[key];

    /// <summary>Whether <paramref name="key"/> has any value.</summary>
    /// <exception cref="ArgumentNullException"><paramref name="key"/> is <see langword="null"/>.</exception>
    public bool ContainsKey(TKey key) => _sets.ContainsKey(key);

    /// <summary>Whether <paramref name="key"/> has <paramref name="value"/>.</summary>
    /// <exception cref="ArgumentNullException"><paramref name="key"/> or <paramref name="value"/> is <see langword="null"/>.</exception>
    public bool Contains(TKey key, TValue value) => _sets[key].Contains(value);

    /// <summary>Adds a value to a key, also if it is there: the new add outlives removals that have only observed the old ones.</summary>
    /// <param name="key">The key.</param>
    /// <param name="value">The value.</param>
    /// <param name="dot">The add's own dot, later than all its source's earlier ones, under any key, which this map has seen. A dot that it has seen adds nothing.</param>
    /// <exception cref="ArgumentNullException"><paramref name="key"/> or <paramref name="value"/> is <see langword="null"/>.</exception>
    /// <exception cref="ArgumentOutOfRangeException">The dot's sequence is 0.</exception>
    /// <exception cref="UnsupportedValueTypeException"><typeparamref name="TKey"/> or <typeparamref name="TValue"/> has no codec.</exception>
    public Mutation<ORMultiMap<TKey, TValue>, ORMap<TKey, ORSet<TValue>>.Delta> Add(TKey key, TValue value, Dot dot) => With(_sets.Update(key, set => set.Add(value, dot)));

    /// <summary>What a removal of <paramref name="key"/> with all its values would take away now: the adds that this map has observed. Put it into the action.</summary>
    /// <exception cref="ArgumentNullException"><paramref name="key"/> is <see langword="null"/>.</exception>
    public ORMap<TKey, ORSet<TValue>>.Removal Observe(TKey key) => _sets.Observe(key);

    /// <summary>What a removal of one value of <paramref name="key"/> would take away now: the adds that this map has observed. Put it into the action.</summary>
    /// <exception cref="ArgumentNullException"><paramref name="key"/> or <paramref name="value"/> is <see langword="null"/>.</exception>
    public ORMap<TKey, ORSet<TValue>>.Removal Observe(TKey key, TValue value) => new(key, _sets[key].Observe(value).ToDelta());

    /// <summary>Takes away the adds that <paramref name="removal"/> observed, those that have yet to arrive included. Concurrent adds stay.</summary>
    /// <exception cref="ArgumentNullException"><paramref name="removal"/> is <see langword="null"/>.</exception>
    public Mutation<ORMultiMap<TKey, TValue>, ORMap<TKey, ORSet<TValue>>.Delta> Remove(ORMap<TKey, ORSet<TValue>>.Removal removal) => With(_sets.Remove(removal));

    /// <summary>Takes away a key with all its values, as far as this map has observed their adds.</summary>
    /// <remarks>For a replica of your own. Not for reducers: there the map holds adds that the action's author had not seen. Use <see cref="Observe(TKey)"/> and <see cref="Remove(ORMap{TKey, ORSet{TValue}}.Removal)"/>.</remarks>
    /// <exception cref="ArgumentNullException"><paramref name="key"/> is <see langword="null"/>.</exception>
    public Mutation<ORMultiMap<TKey, TValue>, ORMap<TKey, ORSet<TValue>>.Delta> Remove(TKey key) => Remove(Observe(key));

    /// <summary>Takes away one value of a key, as far as this map has observed its adds.</summary>
    /// <remarks>For a replica of your own. Not for reducers: there the map holds adds that the action's author had not seen. Use <see cref="Observe(TKey, TValue)"/> and <see cref="Remove(ORMap{TKey, ORSet{TValue}}.Removal)"/>.</remarks>
    /// <exception cref="ArgumentNullException"><paramref name="key"/> or <paramref name="value"/> is <see langword="null"/>.</exception>
    public Mutation<ORMultiMap<TKey, TValue>, ORMap<TKey, ORSet<TValue>>.Delta> Remove(TKey key, TValue value) => Remove(Observe(key, value));

    /// <inheritdoc/>
    public ORMultiMap<TKey, TValue> Merge(ORMultiMap<TKey, TValue> other)
    {
        ArgumentNullException.ThrowIfNull(other);
        return With(_sets.Merge(other._sets));
    }

    /// <inheritdoc/>
    public ORMultiMap<TKey, TValue> MergeDelta(ORMap<TKey, ORSet<TValue>>.Delta delta) => With(_sets.MergeDelta(delta));

    /// <inheritdoc/>
    public bool IsSubsumedBy(ORMultiMap<TKey, TValue> other)
    {
        ArgumentNullException.ThrowIfNull(other);
        return _sets.IsSubsumedBy(other._sets);
    }

    /// <summary>Whether both have the same keys and values, with the same dots, and have seen the same.</summary>
    public bool Equals([NotNullWhen(true)] ORMultiMap<TKey, TValue>? other) => other is not null && _sets.Equals(other._sets);

    /// <inheritdoc/>
    public override bool Equals([NotNullWhen(true)] object? obj) => Equals(obj as ORMultiMap<TKey, TValue>);

    /// <inheritdoc/>
    public override int GetHashCode() => _sets.GetHashCode();

    /// <summary>Enumerates keys, and the values of each, in the orders of their codecs, the same on every peer.</summary>
    public IEnumerator<KeyValuePair<TKey, ORSet<TValue>>> GetEnumerator() => _sets.GetEnumerator();

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();

    /// <inheritdoc/>
    public static int GetMaxSize(ORMultiMap<TKey, TValue> value)
    {
        ArgumentNullException.ThrowIfNull(value);
        return ORMap<TKey, ORSet<TValue>>.GetMaxSize(value._sets);
    }

    /// <summary>Writes an <see cref="ORMap{TKey, TValue}"/> of <see cref="ORSet{T}"/>s.</summary>
    /// <inheritdoc/>
    public static void Write(ref CborWriter writer, ORMultiMap<TKey, TValue> value)
    {
        ArgumentNullException.ThrowIfNull(value);
        ORMap<TKey, ORSet<TValue>>.Write(ref writer, value._sets);
    }

    /// <inheritdoc/>
    public static ORMultiMap<TKey, TValue> Read(ref CborReader reader) => new(ORMap<TKey, ORSet<TValue>>.Read(ref reader));

    /// <summary>Whether both have the same keys and values, with the same dots, and have seen the same.</summary>
    public static bool operator ==(ORMultiMap<TKey, TValue>? left, ORMultiMap<TKey, TValue>? right) => left is null ? right is null : left.Equals(right);

    /// <summary>Whether they differ in keys, values, dots or what they have seen.</summary>
    public static bool operator !=(ORMultiMap<TKey, TValue>? left, ORMultiMap<TKey, TValue>? right) => !(left == right);

    private ORMultiMap<TKey, TValue> With(ORMap<TKey, ORSet<TValue>> sets) => ReferenceEquals(sets, _sets) ? this : new ORMultiMap<TKey, TValue>(sets);

    private Mutation<ORMultiMap<TKey, TValue>, ORMap<TKey, ORSet<TValue>>.Delta> With(Mutation<ORMap<TKey, ORSet<TValue>>, ORMap<TKey, ORSet<TValue>>.Delta> mutation) =>
        new(With(mutation.Value), mutation.Delta);
}
