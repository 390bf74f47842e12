namespace Scuttlegen.Crdt.Sequences;

/// <summary>
/// A place in one version of a sequence: an element, or the gap before it. <see cref="Offset"/> may be behind the piece's last element: then it is the gap there.
/// </summary>
internal struct Place<TSlice>
    where TSlice : struct, ISlice<TSlice>
{
    /// <summary>The way from the root.</summary>
    public Way Way;

    public Leaf<TSlice> Leaf;

    public int Index;

    public int Offset;

    public readonly Piece<TSlice> Piece => Leaf.Pieces[Index];

    public readonly Id Id => Piece.First.Plus(Offset);

    /// <summary>The nearest ancestor before the element here.</summary>
    public readonly Id Left => Piece.LeftOf(Offset);

    /// <summary>Which comes first in the document.</summary>
    public static int Compare(in Place<TSlice> left, in Place<TSlice> right)
    {
        var order = left.Way.CompareTo(right.Way);
        if (order == 0) order = left.Index.CompareTo(right.Index);
        return order != 0 ? order : left.Offset.CompareTo(right.Offset);
    }
}
