using System.Collections;
using System.Diagnostics;
using System.Diagnostics.CodeAnalysis;
using Scuttlegen.Wire;

namespace Scuttlegen.Crdt;

/// <summary>
/// A set whose elements can be added and removed any number of times. An add takes back the removals it has observed, and no others: of an add and a removal that did not know of each other, the removal wins. Fit for
/// permissions and block lists.
/// </summary>
/// <remarks>
/// <para>
/// <b>Semantics:</b> adds and removals are both named by <see cref="Dot"/>s; an element is in the set if it has been added, and has no removal that no add has taken back. Two <see cref="ORSet{T}"/>s, of adds and of removals.
/// </para>
/// <para>
/// <b>Merge:</b> of either kind, a dot stays if both sides have it, or if one side has it and the other's causal context has not seen it. There are no ties: dots are unique.
/// </para>
/// <para>
/// <b>In reducers, what an add takes back comes from the action.</b> A reducer replays at the update's place in the one order, where the set may hold removals that the author had not seen, and which must win. So observe
/// where you dispatch, and apply what was observed where you reduce:
/// <code>
/// store.Dispatch(state => new Admitted(name, state.Members.Observe(name)));
/// …
/// state with { Members = state.Members.Add(action.Name, Dot.From(context), action.Observed) }
/// </code>
/// A removal observes nothing, and may come before the add.
/// </para>
/// <para><b>Whose dots:</b> as for <see cref="ORSet{T}.Add"/>, the value must have seen every earlier dot of the dot's source, and dots ascend. A source's own replica, and every reducer, sees to that.</para>
/// <para>
/// <b>Complexity:</b> that of two <see cref="ORSet{T}"/>s; <see cref="Count"/> is O(r log n) with r removed elements when it is first asked for. A removed element keeps, until it is added again, one dot per source that removed
/// it: a removal that is to win over adds it has not seen must stay.
/// </para>
/// <para>Almeida, Shoker and Baquero 2018 (RWSet); A. Bieniusa et al., INRIA RR-8083, 2012 (remove-wins).</para>
/// </remarks>
/// <typeparam name="T">The type of the elements: one that <see cref="ValueCodec{T}"/> supports. Elements are told apart, and ordered, by their codec.</typeparam>
[DebuggerDisplay("Count = {Count}, {_removals.Count} removed")]
public sealed partial class RWSet<T> : IDeltaCrdt<RWSet<T>, RWSet<T>.Delta>, ICborCodec<RWSet<T>>, IReadOnlyCollection<T>
    where T : notnull
{
    private const int ItemCount = 2;

    private readonly ORSet<T> _adds;
    private readonly ORSet<T> _removals;
    private int _count = -1;

    private RWSet(ORSet<T> adds, ORSet<T> removals) => (_adds, _removals) = (adds, removals);

    /// <summary>The set that has seen nothing.</summary>
    public static RWSet<T> Empty { get; } = new(ORSet<T>.Empty, ORSet<T>.Empty);

    /// <summary>How many elements are in the set.</summary>
    public int Count
    {
        get
        {
            if (_count >= 0) return _count;
            var count = _adds.Count;
            foreach (var removed in _removals)
            {
                if (_adds.Contains(removed)) count--;
            }

            return _count = count;
        }
    }

    /// <summary>Whether <paramref name="element"/> is in the set.</summary>
    /// <exception cref="ArgumentNullException"><paramref name="element"/> is <see langword="null"/>.</exception>
    public bool Contains(T element) => _adds.Contains(element) && !_removals.Contains(element);

    /// <summary>What an add of <paramref name="element"/> would take back now: the removals that this value has observed. Put it into the action.</summary>
    /// <exception cref="ArgumentNullException"><paramref name="element"/> is <see langword="null"/>.</exception>
    public ObservedDots Observe(T element) => new(_removals.DotsOf(element).ToArray());

    /// <summary>Adds an element, and takes back the removals of it that were observed, those that have yet to arrive included. Concurrent ones stay, and win.</summary>
    /// <param name="element">The element.</param>
    /// <param name="dot">The add's own dot, later than all its source's earlier ones, which this value has seen. A dot that this value has seen adds nothing.</param>
    /// <param name="observed">The removals to take back.</param>
    /// <exception cref="ArgumentNullException"><paramref name="element"/> or <paramref name="observed"/> is <see langword="null"/>.</exception>
    /// <exception cref="ArgumentOutOfRangeException">The dot's sequence is 0.</exception>
    /// <exception cref="UnsupportedValueTypeException"><typeparamref name="T"/> has no codec.</exception>
    public Mutation<RWSet<T>, Delta> Add(T element, Dot dot, ObservedDots observed)
    {
        ArgumentNullException.ThrowIfNull(observed);
        var (adds, adding) = _adds.Add(element, dot);
        var (removals, takingBack) = _removals.Remove(new ORSet<T>.Removal(element, observed.Array));
        return new(With(adds, removals), new Delta(adding, takingBack));
    }

    /// <summary>Adds an element, and takes back every removal of it that this value has observed.</summary>
    /// <param name="element">The element.</param>
    /// <param name="dot">The add's own dot, later than all its source's earlier ones, which this value has seen.</param>
    /// <remarks>For a replica of your own. Not for reducers: there the value holds removals that the action's author had not seen. Use <see cref="Observe"/> and <see cref="Add(T, Dot, ObservedDots)"/>.</remarks>
    /// <exception cref="ArgumentNullException"><paramref name="element"/> is <see langword="null"/>.</exception>
    /// <exception cref="ArgumentOutOfRangeException">The dot's sequence is 0.</exception>
    /// <exception cref="UnsupportedValueTypeException"><typeparamref name="T"/> has no codec.</exception>
    public Mutation<RWSet<T>, Delta> Add(T element, Dot dot) => Add(element, dot, Observe(element));

    /// <summary>Removes an element, also if it is not in the set: a concurrent add that has yet to arrive loses.</summary>
    /// <param name="element">The element.</param>
    /// <param name="dot">The removal's own dot, later than all its source's earlier ones, which this value has seen. A dot that this value has seen removes nothing.</param>
    /// <exception cref="ArgumentNullException"><paramref name="element"/> is <see langword="null"/>.</exception>
    /// <exception cref="ArgumentOutOfRangeException">The dot's sequence is 0.</exception>
    /// <exception cref="UnsupportedValueTypeException"><typeparamref name="T"/> has no codec.</exception>
    public Mutation<RWSet<T>, Delta> Remove(T element, Dot dot)
    {
        var (removals, removing) = _removals.Add(element, dot);
        return new(With(_adds, removals), new Delta(ORSet<T>.Delta.Empty, removing));
    }

    /// <inheritdoc/>
    public RWSet<T> Merge(RWSet<T> other)
    {
        ArgumentNullException.ThrowIfNull(other);
        return With(_adds.Merge(other._adds), _removals.Merge(other._removals));
    }

    /// <inheritdoc/>
    public RWSet<T> MergeDelta(Delta delta)
    {
        ArgumentNullException.ThrowIfNull(delta);
        return With(_adds.MergeDelta(delta.Adds), _removals.MergeDelta(delta.Removals));
    }

    /// <inheritdoc/>
    public bool IsSubsumedBy(RWSet<T> other)
    {
        ArgumentNullException.ThrowIfNull(other);
        return _adds.IsSubsumedBy(other._adds) && _removals.IsSubsumedBy(other._removals);
    }

    /// <summary>Whether both have the same adds and removals, and have seen the same.</summary>
    /// <remarks>To compare the elements alone, use <see cref="Enumerable.SequenceEqual{T}(IEnumerable{T}, IEnumerable{T})"/>.</remarks>
    public bool Equals([NotNullWhen(true)] RWSet<T>? other) => other is not null && _adds.Equals(other._adds) && _removals.Equals(other._removals);

    /// <inheritdoc/>
    public override bool Equals([NotNullWhen(true)] object? obj) => Equals(obj as RWSet<T>);

    /// <inheritdoc/>
    public override int GetHashCode() => HashCode.Combine(_adds, _removals);

    /// <summary>Enumerates the elements in the order of their codec, the same on every peer. They are put in order first: O(n log n).</summary>
    public IEnumerator<T> GetEnumerator()
    {
        foreach (var element in _adds)
        {
            if (!_removals.Contains(element)) yield return element;
        }
    }

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();

    /// <inheritdoc/>
    public static int GetMaxSize(RWSet<T> value)
    {
        ArgumentNullException.ThrowIfNull(value);
        return checked(1 + ORSet<T>.GetMaxSize(value._adds) + ORSet<T>.GetMaxSize(value._removals));
    }

    /// <summary>Writes <c>[adds, removals]</c>, each as an <see cref="ORSet{T}"/>.</summary>
    /// <inheritdoc/>
    public static void Write(ref CborWriter writer, RWSet<T> value)
    {
        ArgumentNullException.ThrowIfNull(value);
        writer.WriteArrayHeader(ItemCount);
        ORSet<T>.Write(ref writer, value._adds);
        ORSet<T>.Write(ref writer, value._removals);
    }

    /// <inheritdoc/>
    public static RWSet<T> Read(ref CborReader reader)
    {
        reader.ReadArrayHeader(ItemCount);
        reader.Enter();
        var adds = ORSet<T>.Read(ref reader);
        var removals = ORSet<T>.Read(ref reader);
        reader.Leave();
        return Empty.With(adds, removals);
    }

    /// <summary>Whether both have the same adds and removals, and have seen the same.</summary>
    public static bool operator ==(RWSet<T>? left, RWSet<T>? right) => left is null ? right is null : left.Equals(right);

    /// <summary>Whether they differ in adds, removals or what they have seen.</summary>
    public static bool operator !=(RWSet<T>? left, RWSet<T>? right) => !(left == right);

    private RWSet<T> With(ORSet<T> adds, ORSet<T> removals) =>
        adds.Equals(_adds) && removals.Equals(_removals) ? this : new RWSet<T>(adds, removals);
}
