namespace Scuttlegen.Crdt.Sequences;

/// <summary>A node of the tree that holds the pieces in the order of the document. Never changed; a changed copy keeps the id.</summary>
internal abstract class Node(int id, int width)
{
    /// <summary>Fanout that copies little and keeps the tree flat. At most 32, for <see cref="Way"/>.</summary>
    public const int MaxItems = 16;

    public int Id { get; } = id;

    public int Width { get; } = width;
}

internal sealed class Leaf<TSlice>(int id, int width, Piece<TSlice>[] pieces) : Node(id, width)
    where TSlice : struct, ISlice<TSlice>
{
    public static readonly Leaf<TSlice> Empty = new(0, 0, []);

    public Piece<TSlice>[] Pieces { get; } = pieces;

    public static int WidthOf(ReadOnlySpan<Piece<TSlice>> pieces)
    {
        var width = 0;
        foreach (var piece in pieces) width += piece.Width;
        return width;
    }
}

internal sealed class Branch(int id, int width, Node[] children) : Node(id, width)
{
    public Node[] Children { get; } = children;

    public static int WidthOf(ReadOnlySpan<Node> children)
    {
        var width = 0;
        foreach (var child in children) width += child.Width;
        return width;
    }

    public int IndexOf(int id)
    {
        var index = 0;
        while (Children[index].Id != id) index++;
        return index;
    }

    public Branch With(int index, Node child)
    {
        var children = Children.AsSpan().ToArray();
        children[index] = child;
        return new Branch(Id, Width - Children[index].Width + child.Width, children);
    }
}
