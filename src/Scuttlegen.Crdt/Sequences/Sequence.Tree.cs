using System.Runtime.CompilerServices;
using Scuttlegen.Crdt.Causality;
using Scuttlegen.Crdt.Collections;
using Leaves = Scuttlegen.Crdt.Collections.SortedMap<System.UInt128, int, Scuttlegen.Crdt.Collections.NaturalOrder<System.UInt128>>;

namespace Scuttlegen.Crdt.Sequences;

internal partial struct Sequence<TSlice>
{
    /// <summary>Longer runs are kept in parts, so that what typing and splitting copy is bounded.</summary>
    private const int MaxAlive = 64;

    /// <summary>Puts a run into a gap.</summary>
    private void Insert(Place<TSlice> gap, Piece<TSlice> piece)
    {
        if (!piece.IsAlive || piece.Count <= MaxAlive)
        {
            InsertPart(gap, piece);
            return;
        }

        var parts = piece.Cut(MaxAlive);
        InsertPart(gap, parts[0]);
        for (var index = 1; index < parts.Length; index++)
        {
            TryFind(parts[index - 1].Last, out gap);
            gap.Offset++;
            InsertPart(gap, parts[index]);
        }
    }

    private void InsertPart(in Place<TSlice> gap, Piece<TSlice> part)
    {
        var pieces = gap.Leaf.Pieces;
        if (gap.Index < pieces.Length && gap.Offset > 0 && gap.Offset < gap.Piece.Count)
        {
            Replace(gap, gap.Index, 1, [gap.Piece.Take(gap.Offset), part, gap.Piece.Skip(gap.Offset)], part);
            return;
        }

        var at = gap.Offset == 0 ? gap.Index : gap.Index + 1;
        if (at > 0 && IsWhole(pieces[at - 1], part)) Replace(gap, at - 1, 1, [pieces[at - 1].Concat(part)], part);
        else Replace(gap, at, 0, [part], part);
    }

    private static bool IsWhole(Piece<TSlice> piece, Piece<TSlice> next) =>
        (!piece.IsAlive || piece.Count + next.Count <= MaxAlive) && piece.IsContinuedBy(next);

    /// <summary>Changes what elements of one piece hold, or takes it from them.</summary>
    public void SetContent(in Place<TSlice> place, int count, TSlice content)
    {
        var pieces = place.Leaf.Pieces;
        var piece = place.Piece;
        int from = place.Index, to = place.Index + 1;
        var changed = piece.Slice(place.Offset, count).With(content);
        var changes = default(Three);
        var length = 0;
        if (place.Offset > 0) changes[length++] = piece.Take(place.Offset);
        else if (from > 0 && IsWhole(pieces[from - 1], changed)) changed = pieces[--from].Concat(changed);
        var isToEnd = place.Offset + count == piece.Count;
        if (isToEnd && to < pieces.Length && IsWhole(changed, pieces[to])) changed = changed.Concat(pieces[to++]);
        changes[length++] = changed;
        if (!isToEnd) changes[length++] = piece.Skip(place.Offset + count);
        Replace(place, from, to - from, ((Span<Piece<TSlice>>)changes)[..length], null);
    }

    /// <summary>Puts other pieces in the place of some of a leaf's.</summary>
    /// <param name="place">A place in the leaf.</param>
    /// <param name="from">The first to go.</param>
    /// <param name="count">How many go.</param>
    /// <param name="pieces">What comes.</param>
    /// <param name="added">The elements among them that are new.</param>
    private void Replace(in Place<TSlice> place, int from, int count, ReadOnlySpan<Piece<TSlice>> pieces, Piece<TSlice>? added)
    {
        var leaf = place.Leaf;
        var old = leaf.Pieces.AsSpan();
        var items = new Piece<TSlice>[old.Length - count + pieces.Length];
        old[..from].CopyTo(items);
        pieces.CopyTo(items.AsSpan(from));
        old[(from + count)..].CopyTo(items.AsSpan(from + pieces.Length));

        if (items.Length <= Node.MaxItems)
        {
            (_recentLeaf, _recentWay) = (leaf.Id, place.Way);
            var width = leaf.Width - Leaf<TSlice>.WidthOf(old.Slice(from, count)) + Leaf<TSlice>.WidthOf(pieces);
            SetLeaf(place, new Leaf<TSlice>(leaf.Id, width, items), null);
            if (added is not null) Assign(added, leaf.Id);
            return;
        }

        var middle = items.Length / 2;
        var left = new Leaf<TSlice>(leaf.Id, Leaf<TSlice>.WidthOf(items.AsSpan(0, middle)), items[..middle]);
        var right = new Leaf<TSlice>(++_lastNode, Leaf<TSlice>.WidthOf(items.AsSpan(middle)), items[middle..]);
        _recentLeaf = -1;
        SetLeaf(place, left, right);
        if (added is not null && Array.Exists(left.Pieces, piece => piece.First.Covers(piece.Count, added.First, out _))) Assign(added, left.Id);
        foreach (var piece in right.Pieces) Assign(piece, right.Id);
    }

    private void SetLeaf(in Place<TSlice> place, Leaf<TSlice> leaf, Leaf<TSlice>? sibling)
    {
        Node? beside = sibling;
        var root = With(Root, 0, place, leaf, ref beside);
        if (beside is not null)
        {
            Node[] children = [root, beside];
            root = new Branch(++_lastNode, Branch.WidthOf(children), children);
            foreach (var child in children) _parents = _parents.Set(child.Id, root.Id);
        }

        _root = root;
    }

    /// <summary>A copy of <paramref name="node"/> with another leaf at the place, and one more beside it.</summary>
    /// <param name="node">The node at the level.</param>
    /// <param name="level">The level.</param>
    /// <param name="place">Where the leaf is.</param>
    /// <param name="leaf">The leaf.</param>
    /// <param name="beside">What comes right behind; then, what has split off.</param>
    private Node With(Node node, int level, in Place<TSlice> place, Node leaf, ref Node? beside)
    {
        if (node is not Branch branch) return leaf;
        ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual(level, Way.MaxDepth);
        var step = place.Way[level];
        var child = With(branch.Children[step], level + 1, place, leaf, ref beside);
        if (beside is null) return branch.With(step, child);

        Node[] children = [.. branch.Children.AsSpan(0, step), child, beside, .. branch.Children.AsSpan(step + 1)];
        if (children.Length <= Node.MaxItems)
        {
            _parents = _parents.Set(beside.Id, branch.Id);
            beside = null;
            return new Branch(branch.Id, Branch.WidthOf(children), children);
        }

        var middle = children.Length / 2;
        var left = new Branch(branch.Id, Branch.WidthOf(children.AsSpan(0, middle)), children[..middle]);
        var right = new Branch(++_lastNode, Branch.WidthOf(children.AsSpan(middle)), children[middle..]);
        if (step + 1 < middle) _parents = _parents.Set(beside.Id, left.Id);
        foreach (var moved in right.Children) _parents = _parents.Set(moved.Id, right.Id);
        beside = right;
        return left;
    }

    /// <summary>Notes in which leaf a piece's elements are. The tree has them there already.</summary>
    private void Assign(Piece<TSlice> piece, int leaf)
    {
        TryGetElements(piece.First.Author!, out var elements);
        var leaves = elements?.Leaves ?? default;
        var first = piece.First.Coordinate;
        var last = first + (uint)piece.Count - 1;
        var hasFloor = leaves.TryFloor(last, out var key, out var behind);
        if (hasFloor && behind == leaf && key <= first)
        {
            if (!IsLatest(elements!.Author)) (_latest, _latestSequence) = (elements, 0);
            return;
        }

        // What lies behind the piece, up to the next key, stays where it is.
        if (!leaves.TryCeiling(last + 1, out var next, out _)) next = UInt128.MaxValue;
        var keepsBehind = hasFloor && behind != leaf && next > last + 1 && FirstIn(behind, piece.First.Author!, last + 1, next) != UInt128.MaxValue;
        while (leaves.TryCeiling(first, out var covered, out _) && covered <= last) leaves = leaves.Remove(covered);
        if (!leaves.TryFloor(first, out _, out var before) || before != leaf) leaves = leaves.Set(first, leaf);
        if (keepsBehind) leaves = leaves.Set(last + 1, behind);
        SetLeaves(elements?.Author ?? piece.First.Author!, leaves);
    }

    private void SetLeaves(Author author, Leaves leaves)
    {
        if (!IsLatest(author)) _latestSequence = 0;
        _latest = new Elements(author, leaves);
        _authors = _authors.Set(author.Source, _latest);
    }

    [InlineArray(3)]
    private struct Three
    {
        private Piece<TSlice> _first;
    }
}
