using System.Collections;
using System.Diagnostics;
using System.Diagnostics.CodeAnalysis;
using Scuttlegen.Crdt.Causality;
using Scuttlegen.Crdt.Collections;
using Scuttlegen.Wire;

namespace Scuttlegen.Crdt;

/// <summary>
/// A map whose values are CRDTs, of which each is updated on its own. Removing a key takes back the content that was observed under it, and nothing else: what was written there concurrently stays, and the key with it. A key that is
/// removed and written again begins from nothing.
/// </summary>
/// <remarks>
/// <para>
/// <b>Semantics:</b> a key is in the map while its value has content. All values share one causal context, the map's, so that nothing is left of a removed key, and none of its old content comes back. The values may be maps in turn.
/// </para>
/// <para>
/// <b>Merge:</b> key by key that of the values, a value that one side lacks being empty there, under the contexts of both maps. There are no ties beyond the values' own.
/// </para>
/// <para>
/// <b>In reducers, removals come from the action,</b> and so does whatever an update of a value needs to have observed. A reducer replays at the update's place in the one order, where the map may hold content that the author had not seen when it
/// dispatched. So observe where you dispatch, and apply what was observed where you reduce:
/// <code>
/// store.Dispatch(state => new ListRemoved(state.Lists.Observe(name)));
/// …
/// state with { Lists = state.Lists.Remove(action.Removal) }
/// </code>
/// </para>
/// <para>
/// <b>Whose dots:</b> as for <see cref="ORSet{T}.Add"/>, and of the map as a whole: dots of one source ascend over all keys, and the map must have seen every earlier one. Give each change that one update makes anywhere in the map a
/// number of its own (<see cref="Dot.From"/>).
/// </para>
/// <para>
/// <b>Complexity,</b> for n keys: look-up O(log n); an update, and merging one delta, O(log n) and the value's own; a removal that of the content it takes back. Merging two maps is O(m log(n/m + 1)) where they share no source,
/// and O(n) merges of values otherwise, minus the subtrees they share. Where the values are counters, which must keep how much was reset, so does a removed key, and <see cref="Count"/> is O(n) when it is first asked for.
/// </para>
/// <para>
/// Almeida, Shoker and Baquero 2018, §8 (a map of causal CRDTs: DotMap); C. Baquero, P. S. Almeida, A. Cunha, C. Ferreira, "Composition in State-based Replicated Data Types", Bull. EATCS 123, 2017.
/// </para>
/// </remarks>
/// <typeparam name="TKey">The type of the keys: one that <see cref="ValueCodec{T}"/> supports. Keys are told apart, and ordered, by their codec.</typeparam>
/// <typeparam name="TValue">The type of the values.</typeparam>
[DebuggerDisplay("{DebuggerDisplay,nq}")]
public sealed partial class ORMap<TKey, TValue> : IDeltaCrdt<ORMap<TKey, TValue>, ORMap<TKey, TValue>.Delta>, ICborCodec<ORMap<TKey, TValue>>, IReadOnlyCollection<KeyValuePair<TKey, TValue>>
    where TKey : notnull
    where TValue : INestedCrdt<TValue>
{
    private readonly HashTrie<TKey, TValue, ElementOrder<TKey>> _entries;
    private readonly DotContext _context;
    private int _count;

    private ORMap(HashTrie<TKey, TValue, ElementOrder<TKey>> entries, DotContext context) =>
        (_entries, _context, _count) = (entries, context, TValue.LeavesTraces ? -1 : entries.Count);

    /// <summary>The map that has seen nothing.</summary>
    public static ORMap<TKey, TValue> Empty { get; } = new(default, default);

    /// <summary>How many keys are in the map.</summary>
    public int Count
    {
        get
        {
            if (_count >= 0) return _count;
            var count = 0;
            foreach (var entry in _entries.InNoOrder)
            {
                if (!entry.Value.IsAbsent) count++;
            }

            return _count = count;
        }
    }

    internal DotContext Context => _context;

    private string DebuggerDisplay => $"Count = {Count}, seen {_context.SourceCount} sources";

    /// <summary>Whether <paramref name="key"/> is in the map.</summary>
    /// <exception cref="ArgumentNullException"><paramref name="key"/> is <see langword="null"/>.</exception>
    public bool ContainsKey(TKey key)
    {
        ArgumentNullException.ThrowIfNull(key);
        return !StoreOf(key).IsAbsent;
    }

    /// <summary>The value of <paramref name="key"/>; one without content if the key is not in the map. It has seen what the map has.</summary>
    /// <exception cref="ArgumentNullException"><paramref name="key"/> is <see langword="null"/>.</exception>
    public TValue this[TKey key]
    {
        get
        {
            ArgumentNullException.ThrowIfNull(key);
            return StoreOf(key).Within(_context);
        }
    }

    /// <summary>Gets the value of <paramref name="key"/>.</summary>
    /// <returns>Whether the key is in the map.</returns>
    /// <exception cref="ArgumentNullException"><paramref name="key"/> is <see langword="null"/>.</exception>
    public bool TryGetValue(TKey key, [MaybeNullWhen(false)] out TValue value)
    {
        value = this[key];
        return !value.IsAbsent;
    }

    /// <summary>Changes the value of one key by the value's own mutator: <c>map.Update("tags", tags => tags.Add("new", dot))</c>.</summary>
    /// <param name="key">The key. If it is not in the map, its value begins without content.</param>
    /// <param name="change">Makes one change to the value it is given, which has seen what the map has.</param>
    /// <exception cref="ArgumentNullException"><paramref name="key"/> or <paramref name="change"/> is <see langword="null"/>.</exception>
    /// <exception cref="UnsupportedValueTypeException"><typeparamref name="TKey"/> has no codec.</exception>
    public Mutation<ORMap<TKey, TValue>, Delta> Update<TDelta>(TKey key, Func<TValue, Mutation<TValue, TDelta>> change)
        where TDelta : ICrdt<TDelta>, INestedDelta<TValue>
    {
        ArgumentNullException.ThrowIfNull(key);
        ArgumentNullException.ThrowIfNull(change);
        // Here and not where keys are first compared, or bytes first asked for.
        _ = ValueCodec<TKey>.Default;
        return With(Delta.Of(key, change(this[key]).Delta));
    }

    /// <summary>What a removal of <paramref name="key"/> would take away now: the content that this value has observed. Put it into the action.</summary>
    /// <returns>A removal without content, which changes nothing, if the key is not in the map.</returns>
    /// <exception cref="ArgumentNullException"><paramref name="key"/> is <see langword="null"/>.</exception>
    public Removal Observe(TKey key)
    {
        ArgumentNullException.ThrowIfNull(key);
        return new Removal(key, StoreOf(key).Reset());
    }

    /// <summary>Takes away the content that <paramref name="removal"/> observed, also where it has yet to arrive. What was written concurrently stays, and the key with it.</summary>
    /// <exception cref="ArgumentNullException"><paramref name="removal"/> is <see langword="null"/>.</exception>
    public Mutation<ORMap<TKey, TValue>, Delta> Remove(Removal removal)
    {
        ArgumentNullException.ThrowIfNull(removal);
        return With(removal.ToDelta());
    }

    /// <summary>Takes away all content of <paramref name="key"/> that this value has observed.</summary>
    /// <remarks>
    /// For a replica of your own. Not for reducers: there the value holds content that the action's author had not seen. Use <see cref="Observe"/> and <see cref="Remove(Removal)"/>.
    /// </remarks>
    /// <exception cref="ArgumentNullException"><paramref name="key"/> is <see langword="null"/>.</exception>
    public Mutation<ORMap<TKey, TValue>, Delta> Remove(TKey key) => Remove(Observe(key));

    /// <inheritdoc/>
    public ORMap<TKey, TValue> Merge(ORMap<TKey, TValue> other)
    {
        ArgumentNullException.ThrowIfNull(other);
        if (ReferenceEquals(this, other)) return this;
        return With(Join(_context, other, other._context), other._context);
    }

    /// <inheritdoc/>
    public ORMap<TKey, TValue> MergeDelta(Delta delta)
    {
        ArgumentNullException.ThrowIfNull(delta);
        return With(Apply(delta, _context, delta.Context), delta.Context);
    }

    /// <inheritdoc/>
    public bool IsSubsumedBy(ORMap<TKey, TValue> other)
    {
        ArgumentNullException.ThrowIfNull(other);
        return _context.IsSubsetOf(other._context) && other.Merge(this).Equals(other);
    }

    /// <summary>Whether both have the same keys with the same values, and have seen the same.</summary>
    public bool Equals([NotNullWhen(true)] ORMap<TKey, TValue>? other) =>
        ReferenceEquals(this, other) || (other is not null && _context.SetEquals(other._context) && HasSameStore(other));

    /// <inheritdoc/>
    public override bool Equals([NotNullWhen(true)] object? obj) => Equals(obj as ORMap<TKey, TValue>);

    /// <summary>Of what was seen, and the number of keys: what equality of keys means is the codec's to say.</summary>
    public override int GetHashCode() => HashCode.Combine(_entries.Count, _context.GetHashCode());

    /// <summary>Enumerates keys and values in the order of the keys' codec, the same on every peer. They are put in order first: O(n log n).</summary>
    public IEnumerator<KeyValuePair<TKey, TValue>> GetEnumerator()
    {
        foreach (var entry in _entries.ToSortedArray())
        {
            if (!entry.Value.IsAbsent) yield return new(entry.Key, entry.Value.Within(_context));
        }
    }

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();

    /// <summary>Whether both have the same keys with the same values, and have seen the same.</summary>
    public static bool operator ==(ORMap<TKey, TValue>? left, ORMap<TKey, TValue>? right) => left is null ? right is null : left.Equals(right);

    /// <summary>Whether they differ in keys, values or what they have seen.</summary>
    public static bool operator !=(ORMap<TKey, TValue>? left, ORMap<TKey, TValue>? right) => !(left == right);

    private TValue StoreOf(TKey key) => _entries.TryGetValue(key, out var store) ? store : TValue.Empty;

    private Mutation<ORMap<TKey, TValue>, Delta> With(Delta delta) => new(MergeDelta(delta), delta);

    private ORMap<TKey, TValue> With(HashTrie<TKey, TValue, ElementOrder<TKey>> entries, DotContext seen)
    {
        var isKnown = seen.IsSubsetOf(_context);
        if (isKnown && HashTrie<TKey, TValue, ElementOrder<TKey>>.AreSame(entries, _entries)) return this;
        return new ORMap<TKey, TValue>(entries, isKnown ? _context : _context.Merge(seen));
    }

    private HashTrie<TKey, TValue, ElementOrder<TKey>> Join(DotContext seen, ORMap<TKey, TValue> other, DotContext otherSeen) =>
        _entries.Merge(other._entries, new StoreRule(seen, otherSeen));

    private HashTrie<TKey, TValue, ElementOrder<TKey>> Apply(Delta delta, DotContext seen, DotContext deltaSeen)
    {
        var entries = _entries;
        foreach (var entry in delta.Entries)
        {
            var store = entry.Value.ApplyTo(StoreOf(entry.Key), seen, deltaSeen);
            entries = store.IsBottom ? entries.Remove(entry.Key) : entries.Set(entry.Key, store);
        }

        return entries;
    }

    private bool HasSameStore(ORMap<TKey, TValue> other) =>
        HashTrie<TKey, TValue, ElementOrder<TKey>>.AreEqual(_entries, other._entries, default(StoreEquality));

    private readonly struct StoreEquality : IValueEquality<TValue>
    {
        public bool AreEqual(TValue left, TValue right) => left.HasSameStore(right);
    }

    private readonly struct StoreRule(DotContext left, DotContext right) : IMergeRule<TKey, TValue>
    {
        private readonly DotContext _left = left;
        private readonly DotContext _right = right;

        public bool KeepsLeft { get; } = !left.SharesSourceWith(right);

        public bool KeepsRight => KeepsLeft;

        public bool TryLeft(TKey key, TValue value, out TValue kept)
        {
            kept = value.Join(_left, TValue.Empty, _right);
            return !kept.IsBottom;
        }

        public bool TryRight(TKey key, TValue value, out TValue kept)
        {
            kept = value.Join(_right, TValue.Empty, _left);
            return !kept.IsBottom;
        }

        public bool TryBoth(TKey key, TValue left, TValue right, out TValue merged)
        {
            merged = left.Join(_left, right, _right);
            return !merged.IsBottom;
        }
    }
}
