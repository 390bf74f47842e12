using Scuttlegen.Crdt.Causality;
using Scuttlegen.Crdt.Collections;
using Leaves = Scuttlegen.Crdt.Collections.SortedMap<System.UInt128, int, Scuttlegen.Crdt.Collections.NaturalOrder<System.UInt128>>;

namespace Scuttlegen.Crdt.Sequences;

/// <summary>
/// A replicated sequence of elements: FugueMax over runs. A set of elements, each with its place in the Fugue tree, of which some were deleted; it only grows, and merging is union.
/// </summary>
/// <remarks>
/// <para>
/// The order of the document is a function of the set. An element is a left or right child of another (or, of none, a right child of the start); in the document it comes after its left children's subtrees and before its right children's. Left
/// siblings are ordered by their dots, right siblings by their right origins, the later ones first, and then by their dots. What an element's place refers to must be there before it is integrated, and then nothing that comes later changes the order of
/// two integrated elements: hence every order of integration ends in the same document, also for places that no honest author would choose.
/// </para>
/// <para>
/// <b>In memory:</b> the pieces are the items of a B-tree in document order, which counts widths. Nodes are never changed, so a copy of this struct is a snapshot; and they cannot know their parents, so they
/// have numbers, and a map tells a number's parent. Another map tells the leaf of an element. Both change only where nodes split, hence typing and deleting leave them alone.
/// </para>
/// <para>This is a mutable struct: methods that change it replace nodes, and never change one.</para>
/// </remarks>
internal partial struct Sequence<TSlice>
    where TSlice : struct, ISlice<TSlice>
{
    private Node? _root;
    private SortedMap<int, int, NaturalOrder<int>> _parents;
    private int _lastNode;
    private SortedMap<Source, Elements, NaturalOrder<Source>> _authors;
    private Elements? _latest;
    private ulong _latestSequence;
    private Pieces<TSlice> _waiting;
    private Id[]? _awaited;

    // Where something was changed last, and most likely will be next. Good until nodes split.
    private int _recentLeaf;
    private Way _recentWay;

    public readonly int Width => Root.Width;

    /// <summary>What could not be integrated yet.</summary>
    public readonly Pieces<TSlice> Waiting => _waiting;

    private readonly Node Root => _root ?? Leaf<TSlice>.Empty;

    /// <summary>Whether nothing was changed since one was copied from the other.</summary>
    public readonly bool IsSameAs(in Sequence<TSlice> other) => Sharing.AreOne(_root, other._root) && _waiting.IsSameAs(other._waiting);

    /// <summary>The id with this sequence's own instance for its source, if it has one.</summary>
    public readonly Id Own(Id id) =>
        id.IsNone || !TryGetElements(id.Author!, out var elements) ? id : id.By(elements.Author);

    /// <summary>This sequence's own instance for a source, or a new one.</summary>
    public readonly Author AuthorOf(Source source)
    {
        if (_latest is not null && _latest.Author.Source == source) return _latest.Author;
        return _authors.TryGetValue(source, out var elements) ? elements.Author : new Author(source);
    }

    public readonly bool Contains(Id id) => TryFind(id, out _);

    /// <summary>Finds an integrated element. O(log n).</summary>
    public readonly bool TryFind(Id id, out Place<TSlice> place)
    {
        if (TryGetElements(id.Author!, out var elements) && elements.Leaves.TryFloor(id.Coordinate, out _, out var leaf))
        {
            PathTo(leaf, out place);
            var pieces = place.Leaf.Pieces;
            for (var index = 0; index < pieces.Length; index++)
            {
                if (!pieces[index].First.Covers(pieces[index].Count, id, out var offset)) continue;
                (place.Index, place.Offset) = (index, offset);
                return true;
            }
        }

        place = default;
        return false;
    }

    /// <summary>Finds the element that takes the place that users count as <paramref name="index"/>, which is below <see cref="Width"/>.</summary>
    /// <param name="index">The place.</param>
    /// <param name="place">The element's piece, its offset not yet set.</param>
    /// <returns>How much of the piece's width comes before.</returns>
    public readonly int FindWidth(int index, out Place<TSlice> place)
    {
        place = default;
        var node = Root;
        for (var level = 0; node is Branch branch; level++)
        {
            var step = 0;
            for (; index >= branch.Children[step].Width; step++) index -= branch.Children[step].Width;
            place.Way[level] = step;
            node = branch.Children[step];
        }

        place.Leaf = (Leaf<TSlice>)node;
        for (; index >= place.Piece.Width; place.Index++) index -= place.Piece.Width;
        return index;
    }

    /// <summary>The width of all that comes before a place.</summary>
    public readonly int WidthBefore(in Place<TSlice> place)
    {
        var node = Root;
        var width = 0;
        for (var level = 0; node is Branch branch; level++)
        {
            var step = place.Way[level];
            width += Branch.WidthOf(branch.Children.AsSpan(0, step));
            node = branch.Children[step];
        }

        width += Leaf<TSlice>.WidthOf(place.Leaf.Pieces.AsSpan(0, place.Index));
        return place.Piece.IsAlive ? width + place.Piece.Content.WidthOf(place.Offset) : width;
    }

    /// <summary>Moves to the first element at or behind a gap.</summary>
    /// <returns>Whether there is one.</returns>
    public readonly bool TryElementAt(ref Place<TSlice> gap)
    {
        if (gap.Index < gap.Leaf.Pieces.Length && gap.Offset < gap.Piece.Count) return true;
        return TryNextPiece(ref gap);
    }

    /// <summary>Moves to the first element of the next piece.</summary>
    public readonly bool TryNextPiece(ref Place<TSlice> place)
    {
        place.Offset = 0;
        if (place.Index + 1 < place.Leaf.Pieces.Length)
        {
            place.Index++;
            return true;
        }

        return TryNeighbour(Root, 0, ref place, step: 1);
    }

    /// <summary>The piece before the one at a place, if any.</summary>
    public readonly Piece<TSlice>? PieceBefore(Place<TSlice> place)
    {
        if (place.Index > 0) return place.Leaf.Pieces[place.Index - 1];
        return TryNeighbour(Root, 0, ref place, step: -1) ? place.Piece : null;
    }

    /// <summary>The gap before everything.</summary>
    public readonly Place<TSlice> Start()
    {
        var place = default(Place<TSlice>);
        Descend(Root, 0, ref place, isForward: true);
        return place;
    }

    /// <summary>Moves to the nearest piece of the next leaf, or the one before.</summary>
    private static bool TryNeighbour(Node node, int level, ref Place<TSlice> place, int step)
    {
        if (node is not Branch branch) return false;
        ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual(level, Way.MaxDepth);
        var child = place.Way[level];
        if (TryNeighbour(branch.Children[child], level + 1, ref place, step)) return true;
        if ((uint)(child + step) >= (uint)branch.Children.Length) return false;
        place.Way[level] = child + step;
        Descend(branch.Children[child + step], level + 1, ref place, step > 0);
        return true;
    }

    /// <summary>Goes to the first or the last piece below a node.</summary>
    private static void Descend(Node node, int level, ref Place<TSlice> place, bool isForward)
    {
        for (; node is Branch branch; level++)
        {
            var step = isForward ? 0 : branch.Children.Length - 1;
            place.Way[level] = step;
            node = branch.Children[step];
        }

        place.Leaf = (Leaf<TSlice>)node;
        place.Index = isForward ? 0 : place.Leaf.Pieces.Length - 1;
    }

    /// <summary>Finds the way to a leaf.</summary>
    private readonly void PathTo(int leaf, out Place<TSlice> place)
    {
        place = default;
        var node = Root;
        if (leaf == _recentLeaf)
        {
            place.Way = _recentWay;
            for (var level = 0; node is Branch branch; level++) node = branch.Children[_recentWay[level]];
        }
        else
        {
            Span<int> way = stackalloc int[Way.MaxDepth];
            var depth = 0;
            for (var id = leaf; id != node.Id; _parents.TryGetValue(id, out id)) way[depth++] = id;
            for (var level = 0; node is Branch branch; level++)
            {
                var step = branch.IndexOf(way[depth - 1 - level]);
                place.Way[level] = step;
                node = branch.Children[step];
            }
        }

        place.Leaf = (Leaf<TSlice>)node;
    }

    private readonly bool IsLatest(Author author) => _latest is not null && Author.AreSame(_latest.Author, author);

    private readonly bool TryGetElements(Author author, [System.Diagnostics.CodeAnalysis.MaybeNullWhen(false)] out Elements elements)
    {
        elements = _latest;
        if (elements is not null && Author.AreSame(elements.Author, author)) return true;
        return _authors.TryGetValue(author.Source, out elements);
    }

    /// <summary>Whether an element's sequence exceeds all its author's that are integrated: then it is not.</summary>
    private bool IsLaterThanAll(Id id)
    {
        if (!TryGetElements(id.Author!, out var elements)) return true;
        if (!IsLatest(elements.Author)) (_latest, _latestSequence) = (elements, 0);
        if (_latestSequence == 0) _latestSequence = LastSequence(elements);
        return id.Sequence > _latestSequence;
    }

    private readonly ulong LastSequence(Elements elements)
    {
        // The last of each line is where the last key says.
        ulong last = 0;
        foreach (var end in (ReadOnlySpan<UInt128>)[ulong.MaxValue, UInt128.MaxValue])
        {
            if (!elements.Leaves.TryFloor(end, out _, out var leaf)) continue;
            PathTo(leaf, out var place);
            foreach (var piece in place.Leaf.Pieces)
            {
                if (Author.AreSame(piece.First.Author, elements.Author)) last = Math.Max(last, piece.Last.Sequence);
            }
        }

        return last;
    }

    /// <summary>The distance to the next integrated element of a run, <paramref name="count"/> if there is none, 0 if the first is one.</summary>
    private readonly int DistanceToNext(Id first, int count)
    {
        if (!TryGetElements(first.Author!, out var elements)) return count;
        var begin = first.Coordinate;
        var end = begin + (uint)count;
        for (var from = begin; from < end;)
        {
            if (!elements.Leaves.TryCeiling(from + 1, out var to, out _)) to = UInt128.MaxValue;
            if (elements.Leaves.TryFloor(from, out _, out var leaf))
            {
                var next = FirstIn(leaf, elements.Author, from, UInt128.Min(to, end));
                if (next < end) return (int)(next - begin);
            }

            from = to;
        }

        return count;
    }

    /// <summary>The first coordinate of an author's elements in a leaf that lies in a range; the maximum if there is none.</summary>
    private readonly UInt128 FirstIn(int leaf, Author author, UInt128 from, UInt128 to)
    {
        PathTo(leaf, out var place);
        var first = UInt128.MaxValue;
        foreach (var piece in place.Leaf.Pieces)
        {
            if (!Author.AreSame(piece.First.Author, author)) continue;
            var begin = piece.First.Coordinate;
            var next = UInt128.Max(begin, from);
            if (next < to && next < begin + (uint)piece.Count && next < first) first = next;
        }

        return first;
    }
}
