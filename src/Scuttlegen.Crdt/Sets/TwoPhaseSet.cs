using System.Collections;
using System.Diagnostics;
using System.Diagnostics.CodeAnalysis;
using Scuttlegen.Wire;

namespace Scuttlegen.Crdt;

/// <summary>A set whose elements can be added and then removed, once and for good: a removed element never comes back. Fit for identities that are used once.</summary>
/// <remarks>
/// <para><b>Semantics:</b> a removal wins over every add of the element, earlier, concurrent or later, seen or not. So it does not matter what its author had observed, and it may come before the add.</para>
/// <para><b>Merge:</b> the removed elements of both, and the elements of both that neither has removed. There are no ties, and no dots.</para>
/// <para><b>Deltas</b> are sets of what changed.</para>
/// <para>
/// <b>Complexity,</b> for n elements: add, remove and look-up O(log n), merge O(m log n) with m elements, removed ones included, in the other set. A removed element is kept for good: where that costs too much, or elements must
/// come back, use <see cref="ORSet{T}"/>.
/// </para>
/// <para>Shapiro et al. 2011 (2P-Set; there an element can only be removed where it is seen).</para>
/// </remarks>
/// <typeparam name="T">The type of the elements: one that <see cref="ValueCodec{T}"/> supports. Elements are told apart, and ordered, by their codec.</typeparam>
[DebuggerDisplay("Count = {Count}, {_removed.Count} removed")]
public sealed partial class TwoPhaseSet<T> : IDeltaCrdt<TwoPhaseSet<T>, TwoPhaseSet<T>>, ICborCodec<TwoPhaseSet<T>>, IReadOnlyCollection<T>
    where T : notnull
{
    private const int ItemCount = 2;

    private readonly GSet<T> _elements;
    private readonly GSet<T> _removed;

    private TwoPhaseSet(GSet<T> elements, GSet<T> removed) => (_elements, _removed) = (elements, removed);

    /// <summary>The set without elements, of which none was removed.</summary>
    public static TwoPhaseSet<T> Empty { get; } = new(GSet<T>.Empty, GSet<T>.Empty);

    /// <summary>How many elements are in the set.</summary>
    public int Count => _elements.Count;

    /// <summary>Whether <paramref name="element"/> is in the set.</summary>
    /// <exception cref="ArgumentNullException"><paramref name="element"/> is <see langword="null"/>.</exception>
    public bool Contains(T element) => _elements.Contains(element);

    /// <summary>Whether <paramref name="element"/> was removed, and can be added no more.</summary>
    /// <exception cref="ArgumentNullException"><paramref name="element"/> is <see langword="null"/>.</exception>
    public bool IsRemoved(T element) => _removed.Contains(element);

    /// <summary>Adds an element. If it was removed, nothing changes.</summary>
    /// <exception cref="ArgumentNullException"><paramref name="element"/> is <see langword="null"/>.</exception>
    /// <exception cref="UnsupportedValueTypeException"><typeparamref name="T"/> has no codec.</exception>
    public Mutation<TwoPhaseSet<T>, TwoPhaseSet<T>> Add(T element)
    {
        var (elements, delta) = _elements.Add(element);
        return IsRemoved(element) ? new(this, Empty) : new(With(elements, _removed), Empty.With(delta, GSet<T>.Empty));
    }

    /// <summary>Removes an element for good, whether or not its add has been seen.</summary>
    /// <exception cref="ArgumentNullException"><paramref name="element"/> is <see langword="null"/>.</exception>
    /// <exception cref="UnsupportedValueTypeException"><typeparamref name="T"/> has no codec.</exception>
    public Mutation<TwoPhaseSet<T>, TwoPhaseSet<T>> Remove(T element)
    {
        var (removed, delta) = _removed.Add(element);
        return new(With(_elements.Without(delta), removed), Empty.With(GSet<T>.Empty, delta));
    }

    /// <inheritdoc/>
    public TwoPhaseSet<T> Merge(TwoPhaseSet<T> other)
    {
        ArgumentNullException.ThrowIfNull(other);
        if (ReferenceEquals(this, other)) return this;

        // Ours are removed by theirs, and theirs by ours; nobody's by their own.
        var ours = _elements.Without(other._removed);
        var theirs = other._elements.Without(other._elements.Intersect(_removed));
        return With(ours.Merge(theirs), _removed.Merge(other._removed));
    }

    /// <inheritdoc/>
    public TwoPhaseSet<T> MergeDelta(TwoPhaseSet<T> delta)
    {
        ArgumentNullException.ThrowIfNull(delta);
        return Merge(delta);
    }

    /// <inheritdoc/>
    public bool IsSubsumedBy(TwoPhaseSet<T> other)
    {
        ArgumentNullException.ThrowIfNull(other);
        return other.Merge(this).Equals(other);
    }

    /// <summary>Whether both have the same elements, and the same were removed.</summary>
    /// <remarks>To compare the elements alone, use <see cref="Enumerable.SequenceEqual{T}(IEnumerable{T}, IEnumerable{T})"/>.</remarks>
    public bool Equals([NotNullWhen(true)] TwoPhaseSet<T>? other) => other is not null && _elements.Equals(other._elements) && _removed.Equals(other._removed);

    /// <inheritdoc/>
    public override bool Equals([NotNullWhen(true)] object? obj) => Equals(obj as TwoPhaseSet<T>);

    /// <inheritdoc/>
    public override int GetHashCode() => HashCode.Combine(_elements, _removed);

    /// <summary>Enumerates the elements in the order of their codec, the same on every peer. They are put in order first: O(n log n).</summary>
    public IEnumerator<T> GetEnumerator() => _elements.GetEnumerator();

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();

    /// <inheritdoc/>
    public static int GetMaxSize(TwoPhaseSet<T> value)
    {
        ArgumentNullException.ThrowIfNull(value);
        return checked(1 + GSet<T>.GetMaxSize(value._elements) + GSet<T>.GetMaxSize(value._removed));
    }

    /// <summary>Writes <c>[[element*], [removed element*]]</c>, both in their codec's order.</summary>
    /// <inheritdoc/>
    public static void Write(ref CborWriter writer, TwoPhaseSet<T> value)
    {
        ArgumentNullException.ThrowIfNull(value);
        writer.WriteArrayHeader(ItemCount);
        GSet<T>.Write(ref writer, value._elements);
        GSet<T>.Write(ref writer, value._removed);
    }

    /// <inheritdoc/>
    public static TwoPhaseSet<T> Read(ref CborReader reader)
    {
        var start = reader.Position;
        reader.ReadArrayHeader(ItemCount);
        reader.Enter();
        var elements = GSet<T>.Read(ref reader);
        var removed = GSet<T>.Read(ref reader);
        reader.Leave();
        if (elements.Intersect(removed).Count > 0) Refuse.NotAllowed(start, "An element is both in the set and removed");
        return Empty.With(elements, removed);
    }

    /// <summary>Whether both have the same elements, and the same were removed.</summary>
    public static bool operator ==(TwoPhaseSet<T>? left, TwoPhaseSet<T>? right) => left is null ? right is null : left.Equals(right);

    /// <summary>Whether they differ in elements, or in removed ones.</summary>
    public static bool operator !=(TwoPhaseSet<T>? left, TwoPhaseSet<T>? right) => !(left == right);

    private TwoPhaseSet<T> With(GSet<T> elements, GSet<T> removed) =>
        ReferenceEquals(elements, _elements) && ReferenceEquals(removed, _removed) ? this : new TwoPhaseSet<T>(elements, removed);
}
