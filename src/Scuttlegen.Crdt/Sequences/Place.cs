using System.Runtime.CompilerServices;

namespace Scuttlegen.Crdt.Sequences;

/// <summary>
/// A place in one version of a sequence: an element, or the gap before it. <see cref="Offset"/> may be behind the piece's last element: then it is the gap there.
/// </summary>
internal struct Place<TSlice>
    where TSlice : struct, ISlice<TSlice>
{
    /// <summary>The way from the root.</summary>
    public Steps Path;

    public int Depth;

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
        for (var level = 0; level < left.Depth; level++)
        {
            if (left.Path[level] != right.Path[level]) return left.Path[level].CompareTo(right.Path[level]);
        }

        return left.Index != right.Index ? left.Index.CompareTo(right.Index) : left.Offset.CompareTo(right.Offset);
    }

    /// <summary>Half-full nodes of 32 are 8 levels for all the pieces that numbers of 31 bits can name.</summary>
    [InlineArray(Length)]
    public struct Steps
    {
        public const int Length = 10;

        private int _first;
    }
}
