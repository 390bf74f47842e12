using System.Collections;
using System.Diagnostics;
using System.Diagnostics.CodeAnalysis;
using Scuttlegen.Crdt.Collections;
using Scuttlegen.Wire;

namespace Scuttlegen.Crdt;

/// <summary>
/// A map that holds, per key, what was written last, by logical time; a removal is a write. Concurrent writes of one key are settled the same way on every peer; the losers are forgotten.
/// </summary>
/// <remarks>
/// <para>
/// <b>Merge:</b> per key the greater write, by logical time, then source, then what was written: a removal is least, values come in the order of their <see cref="ValueCodec{T}"/>. The last step settles even two writes under one stamp,
/// which a correct writer never makes, so that merging commutes whatever arrives. No wall clock takes part.
/// A write from the far future wins like any other: outside of a store, <see cref="LogicalClock"/> keeps it waiting.
/// </para>
/// <para><b>Deltas</b> are maps that hold the changed key alone.</para>
/// <para>
/// <b>Nothing depends on what was observed:</b> a write wins over every earlier one, seen or not, a removal too. Where an unseen write must survive a removal, use <see cref="ORMap{TKey, TValue}"/> of <see cref="MVRegister{T}"/>s.
/// </para>
/// <para>
/// <b>Complexity,</b> for n keys: look-up, set, remove O(log n); merge O(m log(n/m + 1)) with m keys on the smaller side, minus the subtrees that both share; <see cref="Count"/> O(n) when it is first asked for. A removed key and its
/// stamp are kept for good.
/// </para>
/// <para>Shapiro et al. 2011 (LWW-Register, LWW-element-Set); P. Johnson, R. Thomas, "The Maintenance of Duplicate Databases", RFC 677, 1975, whose records are these.</para>
/// </remarks>
/// <typeparam name="TKey">The type of the keys: one that <see cref="ValueCodec{T}"/> supports. Keys are told apart, and ordered, by their codec.</typeparam>
/// <typeparam name="TValue">The type of the values: one that <see cref="ValueCodec{T}"/> supports.</typeparam>
[DebuggerDisplay("Count = {Count}")]
public sealed partial class LWWMap<TKey, TValue> : IDeltaCrdt<LWWMap<TKey, TValue>, LWWMap<TKey, TValue>>, ICborCodec<LWWMap<TKey, TValue>>, IReadOnlyCollection<KeyValuePair<TKey, TValue>>
    where TKey : notnull
    where TValue : notnull
{
    private readonly HashTrie<TKey, Written, ElementOrder<TKey>> _entries;
    private int _count = -1;

    private LWWMap(HashTrie<TKey, Written, ElementOrder<TKey>> entries) => _entries = entries;

    /// <summary>The map to which nothing was written.</summary>
    public static LWWMap<TKey, TValue> Empty { get; } = new(default);

    /// <summary>How many keys have a value.</summary>
    public int Count
    {
        get
        {
            if (_count >= 0) return _count;
            var count = 0;
            foreach (var entry in _entries.InNoOrder)
            {
                if (!entry.Value.IsRemoval) count++;
            }

            return _count = count;
        }
    }

    /// <summary>The greatest stamp of any write, removals included; <c>default</c> if there is none. O(n): ask it of deltas (<see cref="LogicalClock.Admits"/>).</summary>
    public Stamp LatestStamp
    {
        get
        {
            var latest = default(Stamp);
            foreach (var entry in _entries.InNoOrder)
            {
                if (entry.Value.Stamp.CompareTo(latest) > 0) latest = entry.Value.Stamp;
            }

            return latest;
        }
    }

    /// <summary>The value of <paramref name="key"/>.</summary>
    /// <exception cref="ArgumentNullException"><paramref name="key"/> is <see langword="null"/>.</exception>
    /// <exception cref="KeyNotFoundException">The key was never set, or removed since.</exception>
    public TValue this[TKey key] => TryGetValue(key, out var value) ? value : throw new KeyNotFoundException($"The key {key} is not in the map.");

    /// <summary>Whether <paramref name="key"/> has a value.</summary>
    /// <exception cref="ArgumentNullException"><paramref name="key"/> is <see langword="null"/>.</exception>
    public bool ContainsKey(TKey key) => TryGetValue(key, out _);

    /// <summary>Gets the value of <paramref name="key"/>.</summary>
    /// <returns>Whether there is one.</returns>
    /// <exception cref="ArgumentNullException"><paramref name="key"/> is <see langword="null"/>.</exception>
    public bool TryGetValue(TKey key, [MaybeNullWhen(false)] out TValue value)
    {
        ArgumentNullException.ThrowIfNull(key);
        var isFound = _entries.TryGetValue(key, out var written) && !written.IsRemoval;
        value = isFound ? written!.Value : default;
        return isFound;
    }

    /// <summary>Writes the value of a key. If the map holds a greater write of it already, nothing changes.</summary>
    /// <param name="key">The key.</param>
    /// <param name="value">The value.</param>
    /// <param name="stamp">
    /// The write's place in the order: in a reducer <see cref="ReplayContext.Stamp"/>; alone, a logical time that exceeds that of every write seen so far, and the writer's own source.
    /// </param>
    /// <exception cref="ArgumentNullException"><paramref name="key"/> or <paramref name="value"/> is <see langword="null"/>.</exception>
    /// <exception cref="ArgumentOutOfRangeException">The stamp's logical time is 0: logical times begin at 1.</exception>
    /// <exception cref="UnsupportedValueTypeException"><typeparamref name="TKey"/> or <typeparamref name="TValue"/> has no codec.</exception>
    public Mutation<LWWMap<TKey, TValue>, LWWMap<TKey, TValue>> Set(TKey key, TValue value, Stamp stamp)
    {
        ArgumentNullException.ThrowIfNull(key);
        ArgumentNullException.ThrowIfNull(value);
        return Put(key, stamp, isRemoval: false, value);
    }

    /// <summary>Removes a key, also if it is not in the map: earlier writes that have yet to arrive lose. If the map holds a greater write of it already, nothing changes.</summary>
    /// <param name="key">The key.</param>
    /// <param name="stamp">The removal's place in the order, as for <see cref="Set"/>.</param>
    /// <exception cref="ArgumentNullException"><paramref name="key"/> is <see langword="null"/>.</exception>
    /// <exception cref="ArgumentOutOfRangeException">The stamp's logical time is 0: logical times begin at 1.</exception>
    /// <exception cref="UnsupportedValueTypeException"><typeparamref name="TKey"/> or <typeparamref name="TValue"/> has no codec.</exception>
    public Mutation<LWWMap<TKey, TValue>, LWWMap<TKey, TValue>> Remove(TKey key, Stamp stamp)
    {
        ArgumentNullException.ThrowIfNull(key);
        return Put(key, stamp, isRemoval: true, default!);
    }

    /// <inheritdoc/>
    public LWWMap<TKey, TValue> Merge(LWWMap<TKey, TValue> other)
    {
        ArgumentNullException.ThrowIfNull(other);
        return With(_entries.Merge(other._entries, default(UnionRule<TKey, Written, Later>)));
    }

    /// <inheritdoc/>
    public LWWMap<TKey, TValue> MergeDelta(LWWMap<TKey, TValue> delta)
    {
        ArgumentNullException.ThrowIfNull(delta);
        return Merge(delta);
    }

    /// <inheritdoc/>
    public bool IsSubsumedBy(LWWMap<TKey, TValue> other)
    {
        ArgumentNullException.ThrowIfNull(other);
        return _entries.Count <= other._entries.Count && other.Merge(this).Equals(other);
    }

    /// <summary>Whether both hold the same writes: stamps, values and removals.</summary>
    /// <remarks>To compare keys and values alone, use <see cref="Enumerable.SequenceEqual{T}(IEnumerable{T}, IEnumerable{T})"/>.</remarks>
    public bool Equals([NotNullWhen(true)] LWWMap<TKey, TValue>? other) =>
        other is not null && HashTrie<TKey, Written, ElementOrder<TKey>>.AreEqual(_entries, other._entries, default(Later));

    /// <inheritdoc/>
    public override bool Equals([NotNullWhen(true)] object? obj) => Equals(obj as LWWMap<TKey, TValue>);

    /// <summary>Of the number of writes: what equality of keys and values means is the codecs' to say.</summary>
    public override int GetHashCode() => _entries.Count;

    /// <summary>Enumerates keys and values in the order of the keys' codec, the same on every peer. They are put in order first: O(n log n).</summary>
    public IEnumerator<KeyValuePair<TKey, TValue>> GetEnumerator()
    {
        foreach (var entry in _entries.ToSortedArray())
        {
            if (!entry.Value.IsRemoval) yield return new(entry.Key, entry.Value.Value);
        }
    }

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();

    /// <summary>Whether both hold the same writes: stamps, values and removals.</summary>
    public static bool operator ==(LWWMap<TKey, TValue>? left, LWWMap<TKey, TValue>? right) => left is null ? right is null : left.Equals(right);

    /// <summary>Whether they differ in a write.</summary>
    public static bool operator !=(LWWMap<TKey, TValue>? left, LWWMap<TKey, TValue>? right) => !(left == right);

    private Mutation<LWWMap<TKey, TValue>, LWWMap<TKey, TValue>> Put(TKey key, Stamp stamp, bool isRemoval, TValue value)
    {
        if (stamp.Time == 0) throw new ArgumentOutOfRangeException(nameof(stamp), "A stamp's logical time begins at 1.");
        // Here and not where keys are first compared, or bytes first asked for.
        _ = (ValueCodec<TKey>.Default, ValueCodec<TValue>.Default);
        var written = new Written(stamp, isRemoval, value);
        var writing = new Writing(written);
        var with = With(_entries.Change(key, ref writing));
        return new(with, ReferenceEquals(with, this) ? Empty : Empty.With(Empty._entries.Set(key, written)));
    }

    private LWWMap<TKey, TValue> With(HashTrie<TKey, Written, ElementOrder<TKey>> entries) =>
        HashTrie<TKey, Written, ElementOrder<TKey>>.AreSame(entries, _entries) ? this : new LWWMap<TKey, TValue>(entries);

    private sealed class Written(Stamp stamp, bool isRemoval, TValue value)
    {
        public Stamp Stamp { get; } = stamp;

        public bool IsRemoval { get; } = isRemoval;

        public TValue Value { get; } = value;

        public int CompareTo(Written other)
        {
            if (ReferenceEquals(this, other)) return 0;
            var order = Stamp.CompareTo(other.Stamp);
            if (order != 0) return order;
            if (IsRemoval || other.IsRemoval) return (IsRemoval ? 0 : 1) - (other.IsRemoval ? 0 : 1);
            return ValueCodec<TValue>.Default.Compare(Value, other.Value);
        }
    }

    private readonly struct Writing(Written written) : IChange<Written>
    {
        public bool TryChange(bool isFound, Written? old, [MaybeNullWhen(false)] out Written value)
        {
            value = old is not null && old.CompareTo(written) >= 0 ? old : written;
            return true;
        }
    }

    private readonly struct Later : IJoin<Written>, IValueEquality<Written>
    {
        public Written Join(Written left, Written right) => left.CompareTo(right) >= 0 ? left : right;

        public bool AreEqual(Written left, Written right) => left.CompareTo(right) == 0;
    }
}
