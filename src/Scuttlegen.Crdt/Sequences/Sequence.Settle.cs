using Scuttlegen.Crdt.Collections;

namespace Scuttlegen.Crdt.Sequences;

internal partial struct Sequence<TSlice>
{
    /// <summary>Takes in what pieces tell; what refers to elements that have not arrived waits for them.</summary>
    /// <param name="pieces">The pieces, best each behind those that it refers to: else they take the longer way.</param>
    /// <param name="listener">Is told of each change.</param>
    public void Take<TListener>(ReadOnlySpan<Piece<TSlice>> pieces, ref TListener listener)
        where TListener : struct, ISequenceListener<TSlice>, allows ref struct
    {
        List<Piece<TSlice>>? rest = null;
        var concernsWaiting = false;
        foreach (var piece in pieces)
        {
            if (ConcernsWaiting(piece))
            {
                concernsWaiting = true;
                (rest ??= []).Add(piece);
            }
            else if (!piece.IsPlaced)
            {
                Delete(piece.First, piece.Count, rest ??= [], ref listener);
            }
            else if (!TryIntegrateAlone(piece, ref listener) && WithoutKnown(piece, ref listener) is { } unknown)
            {
                if (Missing(unknown).IsNone) Integrate(unknown, FindGap(unknown, out var left), left, ref listener);
                else (rest ??= []).Add(unknown);
            }
        }

        if (rest is { Count: > 0 }) Settle(Pieces<TSlice>.Of(rest), concernsWaiting, ref listener);
    }

    /// <summary>Deletes the elements of a run that are integrated.</summary>
    /// <param name="first">The first element.</param>
    /// <param name="count">How many.</param>
    /// <param name="unknown">Takes the rest.</param>
    /// <param name="listener">Is told of each change.</param>
    private void Delete<TListener>(Id first, int count, List<Piece<TSlice>> unknown, ref TListener listener)
        where TListener : struct, ISequenceListener<TSlice>, allows ref struct
    {
        for (var done = 0; done < count;)
        {
            var id = first.Plus(done);
            if (TryFind(id, out var place))
            {
                var found = Math.Min(count - done, place.Piece.Count - place.Offset);
                Delete(place, found, ref listener);
                done += found;
            }
            else
            {
                var distance = DistanceToNext(id, count - done);
                unknown.Add(Piece<TSlice>.Deletion(id, distance));
                done += distance;
            }
        }
    }

    /// <summary>Deletes elements of one piece.</summary>
    public void Delete<TListener>(in Place<TSlice> place, int count, ref TListener listener)
        where TListener : struct, ISequenceListener<TSlice>, allows ref struct
    {
        if (!place.Piece.IsAlive) return;
        listener.Deleting(place.Piece, place.Offset, count);
        SetContent(place, count, default);
    }

    /// <summary>
    /// The elements of a run that are not integrated: its end, as each follows the one before. If the run is deleted, those that are integrated will be.
    /// </summary>
    /// <remarks>Should somebody have given one dot to two elements, the first of them stays, and what comes behind it in the other run is left out.</remarks>
    private Piece<TSlice>? WithoutKnown<TListener>(Piece<TSlice> piece, ref TListener listener)
        where TListener : struct, ISequenceListener<TSlice>, allows ref struct
    {
        var known = 0;
        while (known < piece.Count && TryFind(piece.First.Plus(known), out var place))
        {
            var count = Math.Min(piece.Count - known, place.Piece.Count - place.Offset);
            if (!piece.IsAlive) Delete(place, count, ref listener);
            known += count;
        }

        if (known == piece.Count) return null;
        var rest = piece.Skip(known);
        return rest.Take(DistanceToNext(rest.First, rest.Count));
    }

    /// <summary>An element that a run refers to and that is not integrated, if any.</summary>
    private readonly Id Missing(Piece<TSlice> piece)
    {
        if (!piece.IsLeftChild && !piece.Left.IsNone && !Contains(piece.Left)) return piece.Left;
        if (!piece.Right.IsNone && !Contains(piece.Right)) return piece.Right;
        return !piece.Content.Requires.IsNone && !Contains(piece.Content.Requires) ? piece.Content.Requires : default;
    }

    /// <summary>Integrates a run that is surely new and beside which nobody inserted anything: one look in place of four, and nearly always what is needed.</summary>
    private bool TryIntegrateAlone<TListener>(Piece<TSlice> piece, ref TListener listener)
        where TListener : struct, ISequenceListener<TSlice>, allows ref struct
    {
        if (!piece.Content.Requires.IsNone || !IsLaterThanAll(piece.First)) return false;
        Place<TSlice> gap;
        Id left;
        if (piece.IsLeftChild)
        {
            if (!TryFind(piece.Right, out gap)) return false;
            left = gap.Left;
            if (!IsRightBehind(gap, left)) return false;
        }
        else
        {
            left = piece.Left;
            if (!TryFindGapBehind(left, out gap, out _)) return false;
            var next = gap;
            var hasNext = TryElementAt(ref next);
            if (hasNext && next.Left == left) return false;
            if (!piece.Right.IsNone && !(hasNext && next.Id == piece.Right) && !Contains(piece.Right)) return false;
        }

        Integrate(piece, gap, left, ref listener);
        return true;
    }

    private void Integrate<TListener>(Piece<TSlice> piece, in Place<TSlice> gap, Id left, ref TListener listener)
        where TListener : struct, ISequenceListener<TSlice>, allows ref struct
    {
        var first = Own(piece.First);
        left = Own(left);
        var right = Own(piece.Right);
        if (left != piece.Left || !Sharing.AreOne(first.Author, piece.First.Author) || !Sharing.AreOne(left.Author, piece.Left.Author) || !Sharing.AreOne(right.Author, piece.Right.Author))
            piece = piece.With(first, left, right);
        Insert(gap, piece);
        if (_latestSequence != 0 && IsLatest(first.Author!)) _latestSequence = Math.Max(_latestSequence, piece.Last.Sequence);
        listener.Integrated(piece);
    }

    /// <summary>Integrates what can be: each piece after those it refers to, deepest first. The rest waits.</summary>
    /// <param name="arrived">What has arrived.</param>
    /// <param name="concernsWaiting">Whether that may be what others wait for, or say more of what waits.</param>
    /// <param name="listener">Is told of each change.</param>
    private void Settle<TListener>(Pieces<TSlice> arrived, bool concernsWaiting, ref TListener listener)
        where TListener : struct, ISequenceListener<TSlice>, allows ref struct
    {
        var all = concernsWaiting ? _waiting.Join(arrived) : arrived;
        var span = all.Span;
        var states = new State[span.Length];
        var waiting = new List<Piece<TSlice>>();
        var open = new Stack<int>();
        for (var index = 0; index < span.Length; index++)
        {
            if (span[index].IsPlaced) Visit(index, all, states, open, ref listener);
        }

        for (var index = 0; index < span.Length; index++)
        {
            if (!span[index].IsPlaced)
            {
                Delete(span[index].First, span[index].Count, waiting, ref listener);
            }
            else if (states[index] == State.Waits && WithoutKnown(span[index], ref listener) is { } rest)
            {
                waiting.Add(rest);
            }
        }

        var still = Pieces<TSlice>.OfSorted(waiting);
        if (concernsWaiting)
        {
            _awaited = [];
            if (!still.HasSameBytes(_waiting)) _waiting = still;
        }
        else
        {
            _waiting = _waiting.Join(still);
        }

        Await(still);
    }

    /// <summary>Whether a piece tells of elements that wait, or that others wait for. O(log n).</summary>
    private readonly bool ConcernsWaiting(Piece<TSlice> piece)
    {
        if (_waiting.IsEmpty) return false;
        if (_waiting.Overlaps(piece)) return true;
        int low = 0, high = _awaited!.Length;
        while (low < high)
        {
            var middle = (low + high) >>> 1;
            if (_awaited[middle].CompareByCoordinate(piece.First) < 0) low = middle + 1;
            else high = middle;
        }

        return low < _awaited.Length && piece.First.Covers(piece.Count, _awaited[low], out _);
    }

    /// <summary>Notes for which elements pieces wait, for one each: when it arrives, they are looked at again.</summary>
    private void Await(Pieces<TSlice> pieces)
    {
        var awaited = new List<Id>(_awaited ?? []);
        foreach (var piece in pieces.Span)
        {
            if (piece.IsPlaced) awaited.Add(Missing(piece));
        }

        _awaited = [.. awaited.Order(Id.ByCoordinate)];
    }

    private void Visit<TListener>(int start, Pieces<TSlice> all, State[] states, Stack<int> open, ref TListener listener)
        where TListener : struct, ISequenceListener<TSlice>, allows ref struct
    {
        if (states[start] != State.New) return;
        states[start] = State.Open;
        open.Push(start);
        while (open.TryPeek(out var index))
        {
            var piece = WithoutKnown(all.Span[index], ref listener);
            var missing = piece is null ? default : Missing(piece);
            if (!missing.IsNone)
            {
                // One that is open refers to this one: a circle, which nothing ever resolves.
                var needed = all.IndexOf(missing);
                if (needed >= 0 && all.Span[needed].IsPlaced && states[needed] == State.New)
                {
                    states[needed] = State.Open;
                    open.Push(needed);
                    continue;
                }
            }
            else if (piece is not null)
            {
                Integrate(piece, FindGap(piece, out var left), left, ref listener);
            }

            states[index] = missing.IsNone ? State.Done : State.Waits;
            open.Pop();
        }
    }

    private enum State : byte
    {
        New,
        Open,
        Waits,
        Done,
    }
}
