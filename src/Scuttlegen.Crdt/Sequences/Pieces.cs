using System.Runtime.InteropServices;
using Scuttlegen.Crdt.Collections;

namespace Scuttlegen.Crdt.Sequences;

/// <summary>
/// A set of pieces, none of which touch, in the order of their authors and coordinates: a delta, or what waits. Joining two is a merge of sorted lists.
/// </summary>
internal readonly struct Pieces<TSlice>
    where TSlice : struct, ISlice<TSlice>
{
    private readonly Piece<TSlice>[]? _pieces;

    private Pieces(Piece<TSlice>[] pieces) => _pieces = pieces;

    public ReadOnlySpan<Piece<TSlice>> Span => _pieces;

    public bool IsEmpty => _pieces is null;

    public bool IsSameAs(Pieces<TSlice> other) => Sharing.AreOne(_pieces, other._pieces);

    /// <summary>Any pieces, joined. Keeps the array.</summary>
    public static Pieces<TSlice> Of(Piece<TSlice>[] pieces) => pieces.Length == 1 ? new(pieces) : Of(pieces.ToList());

    /// <summary>Any pieces, joined.</summary>
    public static Pieces<TSlice> Of(List<Piece<TSlice>> pieces)
    {
        // Stable: of forged pieces that begin at one element, the same is the first everywhere.
        if (pieces.Count > 1) pieces = [.. pieces.OrderBy(static piece => piece.First, Id.ByCoordinate)];
        for (var index = 1; index < pieces.Count; index++)
        {
            // Honest ones do not share elements, so this is for others'.
            if (!pieces[index - 1].First.Covers(pieces[index - 1].Count, pieces[index].First, out _)) continue;
            var middle = pieces.Count / 2;
            return Of(pieces[..middle]).Join(Of(pieces[middle..]));
        }

        return OfSorted(pieces);
    }

    /// <summary>Pieces none of which share an element, in their order.</summary>
    public static Pieces<TSlice> OfSorted(List<Piece<TSlice>> sorted)
    {
        if (sorted.Count == 0) return default;
        if (sorted.Count == 1) return new([sorted[0]]);
        var joined = new List<Piece<TSlice>>();
        var from = 0;
        for (var index = 1; index <= sorted.Count; index++)
        {
            if (index < sorted.Count && sorted[index - 1].IsContinuedBy(sorted[index])) continue;
            joined.Add(Piece<TSlice>.Concat(CollectionsMarshal.AsSpan(sorted)[from..index]));
            from = index;
        }

        return new([.. joined]);
    }

    /// <summary>Both together; this instance if it has all of the other.</summary>
    public Pieces<TSlice> Join(Pieces<TSlice> other)
    {
        if (other.IsEmpty || IsSameAs(other)) return this;
        if (IsEmpty) return other;
        ReadOnlySpan<Piece<TSlice>> ours = Span, theirs = other.Span;
        var joined = new List<Piece<TSlice>>(ours.Length + theirs.Length);
        int i = 0, j = 0;
        var left = ours[i];
        var right = theirs[j];
        while (left is not null && right is not null)
        {
            var order = left.First.CompareByCoordinate(right.First);
            if (order == 0)
            {
                var count = Math.Min(left.Count, right.Count);
                joined.Add(left.Take(count).Join(right.Take(count)));
                left = After(left, count, ours, ref i);
                right = After(right, count, theirs, ref j);
            }
            else if (order < 0)
            {
                var count = left.First.Covers(left.Count, right.First, out var offset) ? offset : left.Count;
                joined.Add(left.Take(count));
                left = After(left, count, ours, ref i);
            }
            else
            {
                var count = right.First.Covers(right.Count, left.First, out var offset) ? offset : right.Count;
                joined.Add(right.Take(count));
                right = After(right, count, theirs, ref j);
            }
        }

        for (; left is not null; left = After(left, left.Count, ours, ref i)) joined.Add(left);
        for (; right is not null; right = After(right, right.Count, theirs, ref j)) joined.Add(right);
        var result = OfSorted(joined);
        return result.HasSameBytes(this) ? this : result;
    }

    /// <summary>The piece that has the element, or −1.</summary>
    public int IndexOf(Id id)
    {
        var index = LastUpTo(id);
        return index >= 0 && Span[index].First.Covers(Span[index].Count, id, out _) ? index : -1;
    }

    /// <summary>Whether there is anything of the same elements.</summary>
    public bool Overlaps(Piece<TSlice> piece)
    {
        var index = LastUpTo(piece.Last);
        if (index < 0) return false;
        var found = Span[index];
        return found.First.CompareByCoordinate(piece.First) >= 0 || found.First.Covers(found.Count, piece.First, out _);
    }

    /// <summary>The last piece that begins no later than an element, or −1.</summary>
    private int LastUpTo(Id id)
    {
        int low = 0, high = Span.Length;
        while (low < high)
        {
            var middle = (low + high) >>> 1;
            if (Span[middle].First.CompareByCoordinate(id) <= 0) low = middle + 1;
            else high = middle;
        }

        return low - 1;
    }

    public bool HasSameBytes(Pieces<TSlice> other)
    {
        if (IsSameAs(other)) return true;
        if (Span.Length != other.Span.Length) return false;
        for (var index = 0; index < Span.Length; index++)
        {
            if (!Span[index].HasSameBytes(other.Span[index])) return false;
        }

        return true;
    }

    private static Piece<TSlice>? After(Piece<TSlice> piece, int count, ReadOnlySpan<Piece<TSlice>> pieces, ref int index)
    {
        if (count < piece.Count) return piece.Skip(count);
        return ++index < pieces.Length ? pieces[index] : null;
    }
}
