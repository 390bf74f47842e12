using System.Runtime.InteropServices;
using Scuttlegen.Crdt.Causality;
using Scuttlegen.Crdt.Collections;
using Leaves = Scuttlegen.Crdt.Collections.SortedMap<System.UInt128, int, Scuttlegen.Crdt.Collections.NaturalOrder<System.UInt128>>;

namespace Scuttlegen.Crdt.Sequences;

internal partial struct Sequence<TSlice>
{
    // Room to type into.
    private const int BuiltItems = Node.MaxItems * 3 / 4;

    /// <summary>Builds the tree of pieces whose order was checked, in linear time.</summary>
    private static Sequence<TSlice> Build(DocumentOrder<TSlice> order)
    {
        var pieces = order.Pieces;
        if (pieces.Length == 0) return default;
        var sequence = default(Sequence<TSlice>);
        var nodes = new List<Node>();
        for (var from = 0; from < pieces.Length; from += BuiltItems)
        {
            var items = pieces[from..Math.Min(from + BuiltItems, pieces.Length)];
            nodes.Add(new Leaf<TSlice>(nodes.Count, Leaf<TSlice>.WidthOf(items), items));
        }

        sequence._lastNode = nodes.Count - 1;
        sequence.BuildBranches(nodes);
        sequence.BuildAuthors(order);
        return sequence;
    }

    private void BuildBranches(List<Node> level)
    {
        var parents = new List<(int Key, int Value)>();
        while (level.Count > 1)
        {
            var above = new List<Node>();
            for (var from = 0; from < level.Count; from += BuiltItems)
            {
                Node[] children = [.. level.Skip(from).Take(BuiltItems)];
                above.Add(new Branch(++_lastNode, Branch.WidthOf(children), children));
                foreach (var child in children) parents.Add((child.Id, _lastNode));
            }

            level = above;
        }

        _root = level[0];
        // Numbers were given level by level, in order.
        _parents = SortedMap<int, int, NaturalOrder<int>>.FromSorted(CollectionsMarshal.AsSpan(parents));
    }

    private void BuildAuthors(DocumentOrder<TSlice> order)
    {
        var authors = new List<(Source Key, Elements Value)>();
        var leaves = new List<(UInt128 Key, int Value)>();
        Author? author = null;
        foreach (var index in order.ByCoordinate)
        {
            var first = order.Pieces[index].First;
            if (!ReferenceEquals(first.Author, author)) Close();
            author = first.Author;
            var leaf = index / BuiltItems;
            if (leaves.Count == 0 || leaves[^1].Value != leaf) leaves.Add((first.Coordinate, leaf));
        }

        Close();
        _authors = SortedMap<Source, Elements, NaturalOrder<Source>>.FromSorted(CollectionsMarshal.AsSpan(authors));

        void Close()
        {
            if (author is not null) authors.Add((author.Source, new Elements(author, Leaves.FromSorted(CollectionsMarshal.AsSpan(leaves)))));
            leaves.Clear();
        }
    }
}
