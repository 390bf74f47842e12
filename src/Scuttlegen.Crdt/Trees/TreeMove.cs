namespace Scuttlegen.Crdt.Trees;

/// <summary>
/// The one operation that shapes a tree: at its place in the order, a node becomes a child of another. A creation is a move of a node that is not there yet, a removal one to the trash.
/// </summary>
/// <remarks>
/// Ordered by stamp, then number, then node; two moves of one node under one name, which a correct writer never makes, by what they say. So any set of moves has one order.
/// </remarks>
internal sealed class TreeMove(Stamp stamp, uint n, TreeNodeId node, TreeNodeId parent, bool isCreation) : IComparable<TreeMove>
{
    public Stamp Stamp { get; } = stamp;

    /// <summary>The number of the move within its update.</summary>
    public uint N { get; } = n;

    public TreeNodeId Node { get; } = node;

    public TreeNodeId Parent { get; } = parent;

    public bool IsCreation { get; } = isCreation;

    public int CompareTo(TreeMove? other)
    {
        if (ReferenceEquals(this, other)) return 0;
        var order = Stamp.CompareTo(other!.Stamp);
        if (order == 0) order = N.CompareTo(other.N);
        if (order == 0) order = Node.CompareTo(other.Node);
        if (order == 0) order = Parent.CompareTo(other.Parent);
        return order != 0 ? order : other.IsCreation.CompareTo(IsCreation);
    }
}
