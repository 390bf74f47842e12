using System.Collections;
using System.Diagnostics;
using System.Diagnostics.CodeAnalysis;
using System.Runtime.InteropServices;
using Scuttlegen.Crdt.Collections;
using Scuttlegen.Wire;

namespace Scuttlegen.Crdt;

/// <summary>A set that only grows: what was added stays.</summary>
/// <remarks>
/// <para><b>Merge:</b> union. There are no ties, and no dots: to add twice is to add once.</para>
/// <para><b>Deltas</b> are sets of what was new.</para>
/// <para><b>Complexity,</b> for n elements: add and look-up O(log n), merge O(m log(n/m + 1)) with m elements on the smaller side, minus the subtrees that both share.</para>
/// <para>Shapiro et al. 2011 (G-Set).</para>
/// </remarks>
/// <typeparam name="T">The type of the elements: one that <see cref="ValueCodec{T}"/> supports. Elements are told apart, and ordered, by their codec.</typeparam>
[DebuggerDisplay("Count = {Count}")]
public sealed partial class GSet<T> : IDeltaCrdt<GSet<T>, GSet<T>>, ICborCodec<GSet<T>>, IReadOnlyCollection<T>
    where T : notnull
{
    private readonly HashTrie<T, Presence, ElementOrder<T>> _elements;

    private GSet(HashTrie<T, Presence, ElementOrder<T>> elements) => _elements = elements;

    /// <summary>The set without elements.</summary>
    public static GSet<T> Empty { get; } = new(default);

    /// <summary>How many elements are in the set.</summary>
    public int Count => _elements.Count;

    /// <summary>Whether <paramref name="element"/> is in the set.</summary>
    /// <exception cref="ArgumentNullException"><paramref name="element"/> is <see langword="null"/>.</exception>
    public bool Contains(T element)
    {
        ArgumentNullException.ThrowIfNull(element);
        return _elements.TryGetValue(element, out _);
    }

    /// <summary>Adds an element, for good.</summary>
    /// <exception cref="ArgumentNullException"><paramref name="element"/> is <see langword="null"/>.</exception>
    /// <exception cref="UnsupportedValueTypeException"><typeparamref name="T"/> has no codec.</exception>
    public Mutation<GSet<T>, GSet<T>> Add(T element)
    {
        ArgumentNullException.ThrowIfNull(element);
        // Here and not where elements are first compared, or bytes first asked for.
        _ = ValueCodec<T>.Default;
        var with = With(_elements.Set(element, default));
        return new(with, ReferenceEquals(with, this) ? Empty : Empty.With(Empty._elements.Set(element, default)));
    }

    /// <inheritdoc/>
    public GSet<T> Merge(GSet<T> other)
    {
        ArgumentNullException.ThrowIfNull(other);
        return With(_elements.Merge(other._elements, default(UnionRule<T, Presence, Presence>)));
    }

    /// <inheritdoc/>
    public GSet<T> MergeDelta(GSet<T> delta)
    {
        ArgumentNullException.ThrowIfNull(delta);
        return Merge(delta);
    }

    /// <inheritdoc/>
    public bool IsSubsumedBy(GSet<T> other)
    {
        ArgumentNullException.ThrowIfNull(other);
        return Count <= other.Count && other.Merge(this).Equals(other);
    }

    /// <summary>Whether both have the same elements.</summary>
    public bool Equals([NotNullWhen(true)] GSet<T>? other) =>
        other is not null && HashTrie<T, Presence, ElementOrder<T>>.AreEqual(_elements, other._elements, default(OwnEquality<Presence>));

    /// <inheritdoc/>
    public override bool Equals([NotNullWhen(true)] object? obj) => Equals(obj as GSet<T>);

    /// <summary>Of the number of elements: what equality of elements means is the codec's to say.</summary>
    public override int GetHashCode() => Count;

    /// <summary>Enumerates the elements in the order of their codec, the same on every peer. They are put in order first: O(n log n).</summary>
    public IEnumerator<T> GetEnumerator()
    {
        foreach (var entry in _elements.ToSortedArray()) yield return entry.Key;
    }

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();

    /// <inheritdoc/>
    public static int GetMaxSize(GSet<T> value)
    {
        ArgumentNullException.ThrowIfNull(value);
        var size = 5;
        foreach (var entry in value._elements.InNoOrder) size = checked(size + ValueCodec<T>.Default.GetMaxSize(entry.Key));
        return size;
    }

    /// <summary>Writes <c>[element*]</c>, in their codec's order.</summary>
    /// <inheritdoc/>
    public static void Write(ref CborWriter writer, GSet<T> value)
    {
        ArgumentNullException.ThrowIfNull(value);
        writer.WriteArrayHeader(value.Count);
        foreach (var entry in value._elements.ToSortedArray()) ValueCodec<T>.Default.Write(ref writer, entry.Key);
    }

    /// <inheritdoc/>
    public static GSet<T> Read(ref CborReader reader)
    {
        var count = reader.ReadArrayHeader();
        reader.Enter();
        var elements = new List<(T Key, Presence Value)>();
        for (var index = 0; index < count; index++)
        {
            var start = reader.Position;
            elements.Add((ValueCodec<T>.Default.Read(ref reader), default));
            if (index > 0 && ElementOrder<T>.Current.Compare(elements[^2].Key, elements[^1].Key) >= 0) Refuse.OutOfOrder(start, "A set's elements");
        }

        reader.Leave();
        return Empty.With(HashTrie<T, Presence, ElementOrder<T>>.FromDistinct(CollectionsMarshal.AsSpan(elements)));
    }

    /// <summary>Whether both have the same elements.</summary>
    public static bool operator ==(GSet<T>? left, GSet<T>? right) => left is null ? right is null : left.Equals(right);

    /// <summary>Whether they differ in elements.</summary>
    public static bool operator !=(GSet<T>? left, GSet<T>? right) => !(left == right);

    /// <summary>This set and not <paramref name="others"/>: not a mutator, for it deflates.</summary>
    internal GSet<T> Without(GSet<T> others)
    {
        var elements = _elements;
        foreach (var entry in others._elements.InNoOrder) elements = elements.Remove(entry.Key);
        return With(elements);
    }

    /// <summary>The elements that are in both.</summary>
    internal GSet<T> Intersect(GSet<T> other)
    {
        var (smaller, larger) = Count <= other.Count ? (this, other) : (other, this);
        var elements = default(HashTrie<T, Presence, ElementOrder<T>>);
        foreach (var entry in smaller._elements.InNoOrder)
        {
            if (larger._elements.TryGetValue(entry.Key, out _)) elements = elements.Set(entry.Key, default);
        }

        return Empty.With(elements);
    }

    private GSet<T> With(HashTrie<T, Presence, ElementOrder<T>> elements) =>
        HashTrie<T, Presence, ElementOrder<T>>.AreSame(elements, _elements) ? this : new GSet<T>(elements);
}
