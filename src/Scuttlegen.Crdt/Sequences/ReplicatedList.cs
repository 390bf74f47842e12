using System.Collections;
using System.Diagnostics;
using System.Diagnostics.CodeAnalysis;
using Scuttlegen.Crdt.Collections;
using Scuttlegen.Crdt.Sequences;

namespace Scuttlegen.Crdt;

/// <summary>
/// A list whose order several people change at once: they insert, remove and move items. Concurrent insertions at one place stay whole, one behind the other. An item that several move is at one place in the end, never at two.
/// </summary>
/// <remarks>
/// <para>
/// <b>Semantics:</b> each item is named by the <see cref="Dot"/> of its insertion. Positions are those of <see cref="ReplicatedText"/>'s characters; a move makes a new position, and the item is at the one that it was moved to last, by logical time. The
/// others are forgotten.
/// </para>
/// <para>
/// <b>Removal</b> takes away the items that it has observed, for good, wherever they are moved: of a removal and a concurrent move, the removal wins. Items that were inserted concurrently stay.
/// </para>
/// <para>
/// <b>Ties:</b> of moves at one logical time, the greater source, then the greater dot. Of insertions at one place as in <see cref="ReplicatedText"/>: FugueMax.
/// </para>
/// <para>
/// <b>Items do not change.</b> For items with parts that do, keep their keys here, and what belongs to a key in an <see cref="ORMap{TKey, TValue}"/> or an <see cref="LWWMap{TKey, TValue}"/>.
/// </para>
/// <para>
/// <b>In reducers, edits come from the action.</b> An index means something only in the list that its author saw. So prepare the edit where you dispatch, and apply it where you reduce:
/// <code>
/// store.Dispatch(state => new Reordered(state.Tasks.PrepareMove(from, to)));
/// …
/// state with { Tasks = state.Tasks.Apply(action.Edit, Dot.From(context), context.Stamp) }
/// </code>
/// </para>
/// <para>
/// <b>Merge</b> is union, of items, moves and removals, and per item the last move. What arrives before that which it refers to waits, unseen (<see cref="IsWaiting"/>), and takes its place when that arrives. It is a join for
/// edits as the methods here prepare them. One made by hand that removes the position an item was moved to, and not the item, may put it at different places on replicas that heard of its moves in different orders. In a store there is one
/// order; and so <see cref="ReducerAttribute.Commutes"/> is refused for <see cref="Apply"/>.
/// </para>
/// <para>
/// <b>Complexity,</b> for n runs of items inserted in a row, removed ones included, and m moved items: edits, look-up, and merging one's delta, O(log n + log m + items), and, where others inserted at the very same place, the number of
/// their runs there. Removed items and forgotten positions keep their place, without content.
/// </para>
/// <para>
/// M. Weidner, M. Kleppmann, "The Art of the Fugue: Minimizing Interleaving in Collaborative Text Editing", 2023 (FugueMax); M. Kleppmann, "Moving Elements in List CRDTs", PaPoC 2020.
/// </para>
/// </remarks>
/// <typeparam name="T">The type of the items: one that <see cref="ValueCodec{T}"/> supports.</typeparam>
[DebuggerDisplay("Count = {Count}")]
public sealed partial class ReplicatedList<T> : IDeltaCrdt<ReplicatedList<T>, ReplicatedList<T>.Delta>, IReadOnlyList<T>
    where T : notnull
{
    private readonly Sequence<ListSlice<T>> _sequence;

    // Of each item that was moved, the last move's position and stamp. All of it is in the sequence too.
    private readonly SortedMap<Dot, LastMove, NaturalOrder<Dot>> _moves;

    private ReplicatedList(in Sequence<ListSlice<T>> sequence, SortedMap<Dot, LastMove, NaturalOrder<Dot>> moves) => (_sequence, _moves) = (sequence, moves);

    /// <summary>The list without items, that has seen nothing.</summary>
    public static ReplicatedList<T> Empty { get; } = new(default, default);

    /// <summary>How many items are in the list. O(1).</summary>
    public int Count => _sequence.Width;

    /// <summary>Whether changes have arrived that wait for others which they refer to.</summary>
    public bool IsWaiting => !_sequence.Waiting.IsEmpty;

    /// <summary>The item at <paramref name="index"/>. O(log n).</summary>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="index"/> is outside the list.</exception>
    public T this[int index]
    {
        get
        {
            RequireItem(index);
            return ItemAt(PlaceOf(index));
        }
    }

    /// <summary>The place right before the item at <paramref name="index"/>, or the end. O(log n). It goes where the item is moved.</summary>
    /// <param name="index">From 0 to <see cref="Count"/>.</param>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="index"/> is outside the list.</exception>
    public SequenceAnchor AnchorAt(int index)
    {
        if (index == Count) return default;
        RequireItem(index);
        return new SequenceAnchor(NameAt(PlaceOf(index)).Dot);
    }

    /// <summary>Where an anchor is now. O(log n).</summary>
    /// <returns>The index of the item, or where it was inserted, if it was removed; −1 if it has not arrived yet.</returns>
    public int IndexOf(SequenceAnchor anchor)
    {
        if (anchor.Element is not { } dot) return Count;
        var id = _moves.TryGetValue(dot, out var move) ? move.Position : new Id(_sequence.AuthorOf(dot.Source), dot.Sequence, dot.N);
        return _sequence.TryFind(id, out var place) ? _sequence.WidthBefore(place) : -1;
    }

    /// <inheritdoc/>
    public ReplicatedList<T> Merge(ReplicatedList<T> other)
    {
        ArgumentNullException.ThrowIfNull(other);
        if (ReferenceEquals(this, other)) return this;
        var sequence = _sequence;
        var listener = new Listener();
        sequence.Merge(other._sequence, ref listener);
        return With(sequence, listener);
    }

    /// <inheritdoc/>
    public ReplicatedList<T> MergeDelta(Delta delta)
    {
        ArgumentNullException.ThrowIfNull(delta);
        return With(delta.Pieces.Span);
    }

    /// <inheritdoc/>
    public bool IsSubsumedBy(ReplicatedList<T> other)
    {
        ArgumentNullException.ThrowIfNull(other);
        return other.Merge(this).Equals(other);
    }

    /// <summary>Whether both have the same items with the same dots and positions, and the same were removed.</summary>
    /// <remarks>To compare the items alone, use <see cref="Enumerable.SequenceEqual{T}(IEnumerable{T}, IEnumerable{T})"/>.</remarks>
    public bool Equals([NotNullWhen(true)] ReplicatedList<T>? other) => ReferenceEquals(this, other) || (other is not null && _sequence.HasSameBytes(other._sequence));

    /// <inheritdoc/>
    public override bool Equals([NotNullWhen(true)] object? obj) => Equals(obj as ReplicatedList<T>);

    /// <inheritdoc/>
    public override int GetHashCode() => _sequence.GetValueHashCode();

    /// <summary>Enumerates the items in the order of the list.</summary>
    public IEnumerator<T> GetEnumerator()
    {
        foreach (var part in _sequence.Parts())
        {
            if (part.Width == 0) continue;
            if (part.Content.Move is { } move) yield return ItemOf(move.Item);
            else foreach (var item in part.Content.Items!) yield return item;
        }
    }

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();

    /// <summary>Whether both have the same items with the same dots and positions, and the same were removed.</summary>
    public static bool operator ==(ReplicatedList<T>? left, ReplicatedList<T>? right) => left is null ? right is null : left.Equals(right);

    /// <summary>Whether they differ in items, dots, positions or removals.</summary>
    public static bool operator !=(ReplicatedList<T>? left, ReplicatedList<T>? right) => !(left == right);

    private void RequireItem(int index)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(index);
        ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual(index, Count);
    }

    private Place<ListSlice<T>> PlaceOf(int index)
    {
        var offset = _sequence.FindWidth(index, out var place);
        place.Offset = offset;
        return place;
    }

    /// <summary>The name of the item to be seen at a place: its own position's, or that of the one that was moved there.</summary>
    private static Id NameAt(in Place<ListSlice<T>> place) => place.Piece.Content.Move is { } move ? move.Item : place.Id;

    private T ItemAt(in Place<ListSlice<T>> place) => place.Piece.Content.Move is { } move ? ItemOf(move.Item) : place.Piece.Content.Items![place.Offset];

    private T ItemOf(Id item)
    {
        _sequence.TryFind(item, out var place);
        return place.Piece.Content.Items![place.Offset];
    }

    private ReplicatedList<T> With(ReadOnlySpan<Piece<ListSlice<T>>> pieces)
    {
        var sequence = _sequence;
        var listener = new Listener();
        sequence.Take(pieces, ref listener);
        return With(sequence, listener);
    }

    private ReplicatedList<T> With(Sequence<ListSlice<T>> sequence, Listener listener)
    {
        if (sequence.IsSameAs(_sequence)) return this;
        var moves = listener.Settle(ref sequence, _moves);
        return new ReplicatedList<T>(sequence, moves);
    }
}
