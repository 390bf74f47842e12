namespace Scuttlegen.Crdt.Sequences;

internal partial struct Sequence<TSlice>
{
    /// <summary>
    /// Where to insert, right behind an element or at the start: as its right child if it has none, else as a left child of the next element, be it deleted or not (Algorithm 1 of the paper).
    /// </summary>
    public readonly Insertion PrepareInsertion(Place<TSlice>? behind)
    {
        var left = default(Id);
        Place<TSlice> next;
        if (behind is { } place)
        {
            left = place.Id;
            next = place;
            next.Offset++;
        }
        else
        {
            next = Start();
        }

        if (!TryElementAt(ref next)) return new Insertion(false, left, default);
        return next.Left == left ? new Insertion(true, default, next.Id) : new Insertion(false, left, next.Id);
    }

    /// <summary>Appends to <paramref name="runs"/> the elements at a place and behind it that take <paramref name="width"/>.</summary>
    /// <returns>How much of the width ends within an element: 0 unless it would have to be cut.</returns>
    public readonly int PrepareDeletion(Place<TSlice> place, int width, List<IdRun> runs)
    {
        while (true)
        {
            var piece = place.Piece;
            if (piece.IsAlive)
            {
                var before = piece.Content.WidthOf(place.Offset);
                var rest = piece.Width - before;
                if (rest >= width)
                {
                    var count = CountOfWidth(piece, place.Offset, before + width);
                    if (count > 0) IdRun.Append(runs, new IdRun(place.Id, count));
                    return before + width - piece.Content.WidthOf(place.Offset + count);
                }

                if (rest > 0) IdRun.Append(runs, new IdRun(place.Id, piece.Count - place.Offset));
                width -= rest;
            }

            TryNextPiece(ref place);
        }
    }

    /// <summary>How many elements from an offset on end at or before a width.</summary>
    private static int CountOfWidth(Piece<TSlice> piece, int offset, int width)
    {
        var count = 0;
        while (offset + count < piece.Count && piece.Content.WidthOf(offset + count + 1) <= width) count++;
        return count;
    }

    /// <summary>The offset of the element that takes a width within a piece.</summary>
    public static int OffsetOfWidth(Piece<TSlice> piece, int width) => CountOfWidth(piece, 0, width);
}
