using System.Diagnostics.CodeAnalysis;
using Scuttlegen.Crdt.Collections;
using Children = Scuttlegen.Crdt.Collections.SortedMap<Scuttlegen.Crdt.TreeNodeId, Scuttlegen.Crdt.Trees.Siblings, Scuttlegen.Crdt.Collections.NaturalOrder<Scuttlegen.Crdt.TreeNodeId>>;
using Places = Scuttlegen.Crdt.Collections.SortedMap<Scuttlegen.Crdt.TreeNodeId, Scuttlegen.Crdt.Trees.TreeMove, Scuttlegen.Crdt.Collections.NaturalOrder<Scuttlegen.Crdt.TreeNodeId>>;

namespace Scuttlegen.Crdt.Trees;

/// <summary>
/// What moves make, applied one after the other in their order: two trees, below the root and below the trash. Immutable and shared, so that an earlier one is a reference and nothing has to be undone.
/// </summary>
/// <remarks>Every node that is there was created, and reaches root or trash by its parents: a move that would break either does nothing.</remarks>
internal sealed class Forest
{
    private readonly Places _places;
    private readonly Children _children;

    private Forest(Places places, Children children) => (_places, _children) = (places, children);

    public static Forest Empty { get; } = new(default, default);

    /// <summary>Whether somebody created the node; root and trash are always there.</summary>
    public bool Contains(TreeNodeId node) => !node.IsCreated || _places.TryGetValue(node, out _);

    public bool TryGetParent(TreeNodeId node, out TreeNodeId parent)
    {
        var isThere = _places.TryGetValue(node, out var place);
        parent = isThere ? place!.Parent : default;
        return isThere;
    }

    public Siblings ChildrenOf(TreeNodeId node) => _children.TryGetValue(node, out var children) ? children : Siblings.None;

    /// <summary>Whether the way up from <paramref name="node"/>, itself excluded, leads by <paramref name="ancestor"/>.</summary>
    public bool IsBelow(TreeNodeId node, TreeNodeId ancestor)
    {
        while (TryGetParent(node, out node))
        {
            if (node == ancestor) return true;
        }

        return false;
    }

    /// <summary>The forest after <paramref name="move"/>; this one if the move does nothing here.</summary>
    public Forest Apply(TreeMove move)
    {
        var isThere = _places.TryGetValue(move.Node, out var old);
        if (isThere == move.IsCreation || !Contains(move.Parent) || WouldMakeCycle(move)) return this;
        var children = isThere ? Without(_children, old!) : _children;
        return new Forest(
            _places.Set(move.Node, move),
            children.Set(move.Parent, (children.TryGetValue(move.Parent, out var siblings) ? siblings : Siblings.None).With(move)));
    }

    // Most moves are of leaves, which nothing is below.
    private bool WouldMakeCycle(TreeMove move) => _children.TryGetValue(move.Node, out _) && IsBelow(move.Parent, move.Node);

    private static Children Without(Children children, TreeMove place)
    {
        var siblings = children.TryGetValue(place.Parent, out var all) ? all.Without(place) : Siblings.None;
        return siblings.Count == 0 ? children.Remove(place.Parent) : children.Set(place.Parent, siblings);
    }
}
