namespace Scuttlegen.Crdt.Sequences;

internal partial struct Sequence<TSlice>
{
    /// <summary>Where a run belongs whose place is known. Its parent and right origin are integrated. O(log n) and, only where others inserted at the same place, the number of their pieces there.</summary>
    /// <param name="piece">The run.</param>
    /// <param name="left">Its nearest ancestor before it.</param>
    private readonly Place<TSlice> FindGap(Piece<TSlice> piece, out Id left)
    {
        var parent = default(Place<TSlice>);
        if (piece.IsLeftChild)
        {
            TryFind(piece.Right, out parent);
            left = parent.Left;
            if (IsRightBehind(parent, left)) return parent;
        }
        else
        {
            left = piece.Left;
        }

        TryFindGapBehind(left, out var gap, out var anchor);
        var next = gap;
        if (!TryElementAt(ref next)) return gap;
        if (!piece.IsLeftChild && next.Left != left) return gap;
        return FindAmongSiblings(piece, left, anchor, parent, gap, next);
    }

    /// <summary>Whether an element comes right behind its left anchor: it has no left children, and no one else inserted there.</summary>
    private readonly bool IsRightBehind(in Place<TSlice> place, Id left) =>
        place.Offset > 0 || (PieceBefore(place) is { } before ? before.Last == left : left.IsNone);

    /// <summary>Finds the gap right behind an element, or the start.</summary>
    private readonly bool TryFindGapBehind(Id left, out Place<TSlice> gap, out Place<TSlice> element)
    {
        if (left.IsNone)
        {
            element = default;
            gap = Start();
            return true;
        }

        var isFound = TryFind(left, out element);
        gap = element;
        gap.Offset++;
        return isFound;
    }

    /// <summary>
    /// Walks from the run's left anchor through what others inserted, piece by piece, up to the first that comes behind the run.
    /// </summary>
    /// <remarks>
    /// A subtree is contiguous, and its elements but those on its leftmost path have their anchors within it. Elements of a leftmost path are unsettled until the sibling is reached on whose path
    /// they are; all others go where their anchors went.
    /// </remarks>
    private readonly Place<TSlice> FindAmongSiblings(Piece<TSlice> piece, Id left, in Place<TSlice> anchor, in Place<TSlice> parent, Place<TSlice> gap, Place<TSlice> other)
    {
        do
        {
            var theirs = other.Piece;
            var isLeftChild = other.Offset == 0 && theirs.IsLeftChild;
            if (piece.IsLeftChild && other.Id == piece.Right) break;
            bool comesBefore;
            if (other.Left != left)
            {
                FindOrStart(other.Left, out var otherAnchor);
                if (!piece.IsLeftChild && IsBefore(other.Left, otherAnchor, left, anchor)) break;
                comesBefore = Place<TSlice>.Compare(otherAnchor, gap) < 0;
            }
            else if (!isLeftChild)
            {
                // A right child of the anchor: a sibling, or the root of what lies before the run's parent.
                if (!piece.IsLeftChild && !ComesBefore(other.Id, theirs.Right, piece.First, piece.Right)) break;
                comesBefore = true;
            }
            else if (piece.IsLeftChild && theirs.Right == piece.Right)
            {
                if (theirs.First.CompareTo(piece.First) > 0) break;
                comesBefore = true;
            }
            else
            {
                // Its parent lies behind it: behind the run's parent too, or on the leftmost path of a sibling yet to come.
                comesBefore = piece.IsLeftChild && TryFind(theirs.Right, out var theirParent) && Place<TSlice>.Compare(theirParent, parent) > 0;
            }

            if (!comesBefore) continue;
            gap = other;
            gap.Offset = theirs.Count;
        }
        while (TryNextPiece(ref other));
        return gap;
    }

    private readonly void FindOrStart(Id id, out Place<TSlice> place)
    {
        if (id.IsNone) place = default;
        else TryFind(id, out place);
    }

    private static bool IsBefore(Id left, in Place<TSlice> leftPlace, Id right, in Place<TSlice> rightPlace)
    {
        if (left.IsNone || right.IsNone) return left.IsNone && !right.IsNone;
        return Place<TSlice>.Compare(leftPlace, rightPlace) < 0;
    }

    /// <summary>The order of two right children of one parent: by their right origins, the later first, and then by their dots.</summary>
    private readonly bool ComesBefore(Id first, Id firstRight, Id second, Id secondRight)
    {
        if (firstRight == secondRight) return first.CompareTo(second) < 0;
        if (firstRight.IsNone || secondRight.IsNone) return firstRight.IsNone;
        TryFind(firstRight, out var firstPlace);
        TryFind(secondRight, out var secondPlace);
        return Place<TSlice>.Compare(firstPlace, secondPlace) > 0;
    }
}
