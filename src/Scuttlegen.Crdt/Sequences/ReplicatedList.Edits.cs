using Scuttlegen.Crdt.Sequences;

namespace Scuttlegen.Crdt;

public sealed partial class ReplicatedList<T>
{
    /// <summary>Prepares the insertion of items, in their order, before the item at <paramref name="index"/> or at the end. Put it into the action. O(log n + items).</summary>
    /// <param name="index">From 0 to <see cref="Count"/>.</param>
    /// <param name="items">The items.</param>
    /// <exception cref="ArgumentNullException">An item is <see langword="null"/>.</exception>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="index"/> is outside the list.</exception>
    /// <exception cref="UnsupportedValueTypeException"><typeparamref name="T"/> has no codec.</exception>
    public Edit PrepareInsert(int index, params ReadOnlySpan<T> items)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(index);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(index, Count);
        _ = ValueCodec<T>.Default;
        foreach (var item in items) ArgumentNullException.ThrowIfNull(item, nameof(items));
        return new Edit(items.ToArray(), default, items.IsEmpty ? default : PrepareInsertion(index), []);
    }

    /// <summary>Prepares the removal of the items that are there now. Put it into the action. O(count · log n).</summary>
    /// <param name="index">The first of them.</param>
    /// <param name="count">How many.</param>
    /// <exception cref="ArgumentOutOfRangeException">The items are not within the list.</exception>
    public Edit PrepareRemove(int index, int count = 1)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(index);
        ArgumentOutOfRangeException.ThrowIfNegative(count);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(index, Count);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(count, Count - index);
        var removed = new List<IdRun>();
        for (; count > 0; count--) IdRun.Append(removed, new IdRun(NameAt(PlaceOf(index++)), 1));
        return new Edit([], default, default, [.. removed]);
    }

    /// <summary>Prepares that the item which is at <paramref name="from"/> now is moved, so that it is at <paramref name="to"/>. Put it into the action. O(log n).</summary>
    /// <param name="from">Where the item is.</param>
    /// <param name="to">Where it is to be, counted without it.</param>
    /// <exception cref="ArgumentOutOfRangeException">One of both is outside the list.</exception>
    public Edit PrepareMove(int from, int to)
    {
        RequireItem(from);
        RequireItem(to);
        if (from == to) return new Edit([], default, default, []);
        return new Edit([], NameAt(PlaceOf(from)), PrepareInsertion(to > from ? to + 1 : to), []);
    }

    /// <summary>Applies a prepared edit: inserts between the neighbours that its author saw, removes or moves the items that its author saw. O(log n + items).</summary>
    /// <param name="edit">The edit.</param>
    /// <param name="dot">
    /// The first inserted item's dot, the others have the next numbers within the same update; or the move's. Of edits under one dot the second does at most what lies beyond the first, and replicas that hear of them in another order differ: give several edits by one update dots that lie as far apart as they have
    /// items.
    /// </param>
    /// <param name="stamp">A move's place in the order: in a reducer <see cref="ReplayContext.Stamp"/>; alone, a logical time that exceeds that of every move seen so far, and the mover's own source.</param>
    /// <returns>The new value, and a delta with the edit's changes.</returns>
    /// <exception cref="ArgumentNullException"><paramref name="edit"/> is <see langword="null"/>.</exception>
    /// <exception cref="ArgumentOutOfRangeException">The dot's sequence or the stamp's logical time is 0, or there are more items than numbers from the dot's on.</exception>
    public Mutation<ReplicatedList<T>, Delta> Apply(Edit edit, Dot dot, Stamp stamp)
    {
        ArgumentNullException.ThrowIfNull(edit);
        dot.Validate(nameof(dot));
        if (stamp.Time == 0) throw new ArgumentOutOfRangeException(nameof(stamp), "A stamp's logical time begins at 1.");
        var content = edit.Moved.IsNone ? new ListSlice<T>(edit.Items) : new ListSlice<T>(new ListMove(_sequence.Own(edit.Moved), stamp));
        var count = content.Count;
        if (count > 0 && count - 1 > uint.MaxValue - dot.N) throw new ArgumentOutOfRangeException(nameof(dot), "There are not enough numbers from the dot's on.");
        var first = new Id(_sequence.AuthorOf(dot.Source), dot.Sequence, dot.N);
        var inserted = Insertion.RunsOf(first, count);
        var pieces = new Piece<ListSlice<T>>[inserted + edit.Removed.Length];
        if (count > 0) edit.Insertion.Owned(_sequence).Place(pieces, first, count, content);
        for (var index = 0; index < edit.Removed.Length; index++) pieces[inserted + index] = Piece<ListSlice<T>>.Deletion(edit.Removed[index].First, edit.Removed[index].Count);
        var value = With(pieces);
        return ReferenceEquals(value, this) ? new(this, Delta.Empty) : new(value, new Delta(Pieces<ListSlice<T>>.Of(pieces)));
    }

    /// <summary>Inserts an item.</summary>
    /// <remarks>For a replica of your own. Not for reducers: there <paramref name="index"/> is a place in another list than its author saw. Use <see cref="PrepareInsert"/> and <see cref="Apply"/>.</remarks>
    /// <param name="index">From 0 to <see cref="Count"/>.</param>
    /// <param name="item">The item.</param>
    /// <param name="dot">The item's dot.</param>
    /// <exception cref="ArgumentNullException"><paramref name="item"/> is <see langword="null"/>.</exception>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="index"/> is outside the list; the dot's sequence is 0.</exception>
    /// <exception cref="UnsupportedValueTypeException"><typeparamref name="T"/> has no codec.</exception>
    public Mutation<ReplicatedList<T>, Delta> Insert(int index, T item, Dot dot) => Apply(PrepareInsert(index, item), dot, Unmoved(dot));

    /// <summary>Removes the items that are there now.</summary>
    /// <remarks>For a replica of your own. Not for reducers: there <paramref name="index"/> is a place in another list than its author saw. Use <see cref="PrepareRemove"/> and <see cref="Apply"/>.</remarks>
    /// <param name="index">The first of them.</param>
    /// <param name="count">How many.</param>
    /// <exception cref="ArgumentOutOfRangeException">The items are not within the list.</exception>
    public Mutation<ReplicatedList<T>, Delta> Remove(int index, int count = 1)
    {
        // A removal takes neither dot nor stamp.
        var dot = new Dot(default, 1, 0);
        return Apply(PrepareRemove(index, count), dot, Unmoved(dot));
    }

    /// <summary>Moves the item that is at <paramref name="from"/> now, so that it is at <paramref name="to"/>.</summary>
    /// <remarks>For a replica of your own. Not for reducers: there the indices are places in another list than their author saw. Use <see cref="PrepareMove"/> and <see cref="Apply"/>.</remarks>
    /// <param name="from">Where the item is.</param>
    /// <param name="to">Where it is to be, counted without it.</param>
    /// <param name="dot">The move's dot.</param>
    /// <param name="stamp">A logical time that exceeds that of every move seen so far, and the mover's own source.</param>
    /// <exception cref="ArgumentOutOfRangeException">One of both indices is outside the list; the dot's sequence or the stamp's logical time is 0.</exception>
    public Mutation<ReplicatedList<T>, Delta> Move(int from, int to, Dot dot, Stamp stamp) => Apply(PrepareMove(from, to), dot, stamp);

    private static Stamp Unmoved(Dot dot) => new(1, dot.Source);

    private Insertion PrepareInsertion(int index) => _sequence.PrepareInsertion(index == 0 ? null : PlaceOf(index - 1));
}
