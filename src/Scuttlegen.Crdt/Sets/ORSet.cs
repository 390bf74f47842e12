using System.Collections;
using System.Diagnostics;
using System.Diagnostics.CodeAnalysis;
using Scuttlegen.Crdt.Causality;
using Scuttlegen.Crdt.Collections;
using Scuttlegen.Wire;

namespace Scuttlegen.Crdt;

/// <summary>
/// A set whose elements can be added and removed any number of times. A removal takes away the adds it has observed, and no others: of an add and a removal that did not know of each other, the add wins.
/// </summary>
/// <remarks>
/// <para>
/// <b>Semantics:</b> each add is named by a <see cref="Dot"/>; an element is in the set while it has a dot. An add supersedes its own source's earlier adds of the element (its author has seen
/// them), never those of others, which its author may not know.
/// </para>
/// <para>
/// <b>Merge:</b> a dot stays if both sides have it, or if one side has it and the other's causal context has not seen it. There are no ties: dots are unique. Removed
/// elements leave no tombstones, only the context: one version-vector entry per source, plus a span for each gap while deltas are missing.
/// </para>
/// <para>
/// <b>In reducers, removals come from the action.</b> A reducer replays at the update's place in the one order, where the set may hold adds that the removal's author had not seen when it
/// dispatched. <see cref="Remove(T)"/> there would take them away, and the add would have lost. So observe where you dispatch, and apply what was observed where you reduce:
/// <code>
/// store.Dispatch(state => new TagRemoved(state.Tags.Observe("urgent")));
/// …
/// state with { Tags = state.Tags.Remove(action.Removal) }
/// </code>
/// </para>
/// <para>
/// <b>Who may add:</b> <see cref="Add"/> must be called on a value that has seen every earlier dot of the dot's source, with dots that ascend. That holds for a source's own replica, and in every reducer: a feed's
/// updates apply in their order. It lets the author tell everyone where it made no dots, which is what keeps contexts compact. Where it does not hold use <see cref="Delta.OfAdd"/>.
/// </para>
/// <para>
/// <b>Complexity,</b> for n elements and s sources: add, remove, look-up and merging one delta O(log n + log s). Merging two values is O(m log(n/m + 1)) where they share no source, and O(n) otherwise, minus the
/// subtrees they share.
/// </para>
/// <para>
/// A. Bieniusa, M. Zawirski, N. Preguiça, M. Shapiro, C. Baquero, V. Balegas, S. Duarte, "An optimized conflict-free replicated set", INRIA RR-8083, 2012; Shapiro et al. 2011 (OR-Set);
/// Almeida, Shoker and Baquero 2018 (AWSet, whose removals, like ours, carry the removed dots only).
/// </para>
/// </remarks>
/// <typeparam name="T">The type of the elements: one that <see cref="ValueCodec{T}"/> supports. Elements are told apart, and ordered, by their codec.</typeparam>
[DebuggerDisplay("{DebuggerDisplay,nq}")]
[DebuggerTypeProxy(typeof(ORSetDebugView<>))]
public sealed partial class ORSet<T> : IDeltaCrdt<ORSet<T>, ORSet<T>.Delta>, ICborCodec<ORSet<T>>, IReadOnlyCollection<T>
    where T : notnull
{
    private readonly HashTrie<T, DotSet, ElementOrder<T>> _elements;
    private readonly DotContext _context;

    private ORSet(HashTrie<T, DotSet, ElementOrder<T>> elements, DotContext context) => (_elements, _context) = (elements, context);

    /// <summary>The set that has seen nothing.</summary>
    public static ORSet<T> Empty { get; } = new(default, default);

    /// <summary>How many elements are in the set.</summary>
    public int Count => _elements.Count;

    internal DotContext Context => _context;

    private string DebuggerDisplay => $"Count = {Count}, seen {_context.SourceCount} sources";

    /// <summary>Whether <paramref name="element"/> is in the set.</summary>
    /// <exception cref="ArgumentNullException"><paramref name="element"/> is <see langword="null"/>.</exception>
    public bool Contains(T element)
    {
        ArgumentNullException.ThrowIfNull(element);
        return _elements.TryGetValue(element, out _);
    }

    /// <summary>Adds an element, also if it is in the set: the new add outlives removals that have only observed the old ones.</summary>
    /// <param name="element">The element.</param>
    /// <param name="dot">
    /// The add's own dot, later than all its source's earlier ones, which this value has seen. A dot that this value has seen adds nothing: it is a repetition, or was removed already by someone
    /// whose removal arrived first.
    /// </param>
    /// <exception cref="ArgumentNullException"><paramref name="element"/> is <see langword="null"/>.</exception>
    /// <exception cref="ArgumentOutOfRangeException">The dot's sequence is 0.</exception>
    /// <exception cref="UnsupportedValueTypeException"><typeparamref name="T"/> has no codec.</exception>
    public Mutation<ORSet<T>, Delta> Add(T element, Dot dot)
    {
        ArgumentNullException.ThrowIfNull(element);
        dot.Validate(nameof(dot));
        EnsureSupported();
        var context = _context.WithPrefix(dot, out var before);
        var addition = new Addition(dot, before.Contains(dot.Position) ? default : new DotSet(before.Author, dot.Sequence, dot.N));
        var elements = _elements.Change(element, ref addition);
        if (addition.SaysNothing && before.Prefix >= dot.Position) return new(this, Delta.Empty);
        return new(new ORSet<T>(elements, context), Delta.ByAuthor(element, dot, addition.Alive, addition.Superseded, _context));
    }

    /// <summary>What a removal of <paramref name="element"/> would take away now: the adds that this value has observed. Put it into the action.</summary>
    /// <returns>A removal without dots, which changes nothing, if the element is not in the set.</returns>
    /// <exception cref="ArgumentNullException"><paramref name="element"/> is <see langword="null"/>.</exception>
    public Removal Observe(T element)
    {
        ArgumentNullException.ThrowIfNull(element);
        return new Removal(element, DotsOf(element).ToArray());
    }

    /// <summary>Takes away the adds that <paramref name="removal"/> observed, those that have yet to arrive included. Concurrent adds stay.</summary>
    /// <returns>The new value, and a delta that carries the removal's dots and nothing else.</returns>
    /// <exception cref="ArgumentNullException"><paramref name="removal"/> is <see langword="null"/>.</exception>
    public Mutation<ORSet<T>, Delta> Remove(Removal removal)
    {
        ArgumentNullException.ThrowIfNull(removal);
        if (removal.IsEmpty) return new(this, Delta.Empty);
        var delta = removal.ToDelta();
        return new(MergeDelta(delta), delta);
    }

    /// <summary>Takes away every add of <paramref name="element"/> that this value has observed.</summary>
    /// <remarks>
    /// For a replica of your own, where what this value has observed is what the remover has seen. Not for reducers: there the value holds adds that the action's author had not
    /// seen. Use <see cref="Observe"/> and <see cref="Remove(Removal)"/>.
    /// </remarks>
    /// <exception cref="ArgumentNullException"><paramref name="element"/> is <see langword="null"/>.</exception>
    public Mutation<ORSet<T>, Delta> Remove(T element) => Remove(Observe(element));

    /// <inheritdoc/>
    public ORSet<T> Merge(ORSet<T> other)
    {
        ArgumentNullException.ThrowIfNull(other);
        if (ReferenceEquals(this, other)) return this;
        var elements = _elements.Merge(other._elements, new ObservedRemoveRule(_context, other._context));
        var isKnown = other._context.IsSubsetOf(_context);
        if (isKnown && HashTrie<T, DotSet, ElementOrder<T>>.AreSame(elements, _elements)) return this;
        return new ORSet<T>(elements, isKnown ? _context : _context.Merge(other._context));
    }

    /// <inheritdoc/>
    public ORSet<T> MergeDelta(Delta delta)
    {
        ArgumentNullException.ThrowIfNull(delta);
        var elements = Apply(delta, _context);
        var isKnown = delta.Context.IsSubsetOf(_context);
        if (isKnown && HashTrie<T, DotSet, ElementOrder<T>>.AreSame(elements, _elements)) return this;
        return new ORSet<T>(elements, isKnown ? _context : _context.Merge(delta.Context));
    }

    /// <inheritdoc/>
    public bool IsSubsumedBy(ORSet<T> other)
    {
        ArgumentNullException.ThrowIfNull(other);
        if (ReferenceEquals(this, other)) return true;
        if (!_context.IsSubsetOf(other._context)) return false;

        // What they have and we do not, we must not have seen: else we saw it removed, and they did not.
        foreach (var entry in other._elements.InNoOrder)
        {
            var onlyTheirs = entry.Value.Except(DotsOf(entry.Key));
            if (onlyTheirs.Unseen(_context).Count != onlyTheirs.Count) return false;
        }

        return true;
    }

    /// <summary>Whether both have the same elements, with the same dots, and have seen the same.</summary>
    /// <remarks>Sets with the same elements can differ in what they have seen, and then merge differently. To compare the elements alone, use <see cref="Enumerable.SequenceEqual{T}(IEnumerable{T}, IEnumerable{T})"/>.</remarks>
    public bool Equals([NotNullWhen(true)] ORSet<T>? other)
    {
        if (ReferenceEquals(this, other)) return true;
        return other is not null && Count == other.Count && _context.SetEquals(other._context)
            && HashTrie<T, DotSet, ElementOrder<T>>.AreEqual(_elements, other._elements, default(OwnEquality<DotSet>));
    }

    /// <inheritdoc/>
    public override bool Equals([NotNullWhen(true)] object? obj) => Equals(obj as ORSet<T>);

    /// <summary>Of what was seen, and the number of elements: what equality of elements means is the codec's to say.</summary>
    public override int GetHashCode() => HashCode.Combine(Count, _context.GetHashCode());

    /// <summary>Enumerates the elements in the order of their codec, the same on every peer. They are put in order first: O(n log n).</summary>
    public Enumerator GetEnumerator() => new(_elements.ToSortedArray());

    IEnumerator<T> IEnumerable<T>.GetEnumerator() => GetEnumerator();

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();

    /// <summary>Whether both have the same elements, with the same dots, and have seen the same.</summary>
    public static bool operator ==(ORSet<T>? left, ORSet<T>? right) => left is null ? right is null : left.Equals(right);

    /// <summary>Whether they differ in elements, dots or what they have seen.</summary>
    public static bool operator !=(ORSet<T>? left, ORSet<T>? right) => !(left == right);

    internal DotSet DotsOf(T element) => _elements.TryGetValue(element, out var dots) ? dots : default;

    private HashTrie<T, DotSet, ElementOrder<T>> Apply(Delta delta, DotContext seen)
    {
        var elements = _elements;
        foreach (var entry in delta.Entries)
        {
            var application = new Application(entry.Value, seen);
            elements = elements.Change(entry.Key, ref application);
        }

        return elements;
    }

    /// <summary>Fails at the first add, not at the first comparison or when bytes are asked for.</summary>
    private static void EnsureSupported() => _ = ValueCodec<T>.Default;

    /// <summary>Enumerates a set's elements in the order of their codec.</summary>
    public struct Enumerator : IEnumerator<T>
    {
        private readonly (T Key, DotSet Value)[] _entries;
        private int _index;

        internal Enumerator((T Key, DotSet Value)[] entries) => (_entries, _index) = (entries, -1);

        /// <inheritdoc/>
        public readonly T Current => _entries[_index].Key;

        readonly object IEnumerator.Current => Current;

        /// <inheritdoc/>
        public bool MoveNext() => ++_index < _entries.Length;

        /// <inheritdoc/>
        public void Reset() => _index = -1;

        /// <inheritdoc/>
        public readonly void Dispose()
        {
        }
    }

    /// <summary>An add, made where the element is found.</summary>
    private struct Addition(Dot dot, DotSet alive) : IChange<DotSet>
    {
        private readonly Dot _dot = dot;

        /// <summary>The dot, unless it was seen before.</summary>
        public DotSet Alive { get; } = alive;

        public DotSet Superseded { get; private set; }

        public readonly bool SaysNothing => Alive.IsEmpty && Superseded.IsEmpty;

        public bool TryChange(bool isFound, DotSet old, out DotSet value)
        {
            Superseded = old.OwnEarlier(_dot);
            value = old.Except(Superseded).Union(Alive);
            return !value.IsEmpty;
        }
    }

    /// <summary>What a delta says of one element, to what a set has of it.</summary>
    private readonly struct Application(Delta.Change change, DotContext seen) : IChange<DotSet>
    {
        private readonly DotContext _seen = seen;

        public bool TryChange(bool isFound, DotSet old, out DotSet value)
        {
            value = old.Except(change.Removed).Union(change.Alive.Unseen(_seen).Sharing(_seen));
            return !value.IsEmpty;
        }
    }

    private readonly struct ObservedRemoveRule(DotContext left, DotContext right) : IMergeRule<T, DotSet>
    {
        private readonly DotContext _left = left;
        private readonly DotContext _right = right;

        public bool KeepsLeft { get; } = !left.SharesSourceWith(right);

        public bool KeepsRight => KeepsLeft;

        public bool TryLeft(T key, DotSet value, out DotSet kept)
        {
            kept = value.Unseen(_right);
            return !kept.IsEmpty;
        }

        public bool TryRight(T key, DotSet value, out DotSet kept)
        {
            kept = value.Unseen(_left);
            return !kept.IsEmpty;
        }

        public bool TryBoth(T key, DotSet left, DotSet right, out DotSet merged)
        {
            merged = DotSet.Merge(left, _left, right, _right);
            return !merged.IsEmpty;
        }
    }
}
