using System.Collections;
using System.Diagnostics.CodeAnalysis;
using Scuttlegen.Crdt.Trees;

namespace Scuttlegen.Crdt;

public sealed partial class ReplicatedTree<T>
{
    private int _count = -1;

    /// <summary>How many nodes are below the root. O(n) when it is first asked for.</summary>
    public int Count
    {
        get
        {
            if (_count >= 0) return _count;
            var count = 0;
            foreach (var _ in NamesBelow(TreeNodeId.Root)) count++;
            return _count = count;
        }
    }

    /// <summary>What <paramref name="node"/> holds, also if it was removed.</summary>
    /// <exception cref="KeyNotFoundException">Nobody created the node, as far as this value has heard.</exception>
    public T this[TreeNodeId node] => TryGetValue(node, out var value) ? value : throw new KeyNotFoundException($"The node {node} is not in the tree.");

    private Forest Forest
    {
        get
        {
            // Whoever else works it out meanwhile comes to the same.
            var timeline = _timeline;
            if (timeline.Count < _moves.Count) _timeline = timeline = timeline.Through(_moves);
            return timeline.Forest;
        }
    }

    /// <summary>Whether <paramref name="node"/> is below the root: created, as far as this value has heard, and neither removed nor below a removed node.</summary>
    public bool Contains(TreeNodeId node) => IsBelow(node, TreeNodeId.Root);

    /// <summary>Whether <paramref name="node"/> is a child of <paramref name="ancestor"/>, or a child's child, and so on. Below the trash are the removed nodes.</summary>
    public bool IsBelow(TreeNodeId node, TreeNodeId ancestor) => Forest.IsBelow(node, ancestor);

    /// <summary>Gets what <paramref name="node"/> holds, also if it was removed.</summary>
    /// <returns>Whether somebody created it, as far as this value has heard.</returns>
    public bool TryGetValue(TreeNodeId node, [MaybeNullWhen(false)] out T value)
    {
        var isThere = node.IsCreated && Forest.Contains(node);
        value = isThere ? ValueOf(node) : default;
        return isThere;
    }

    /// <summary>Gets the node that <paramref name="node"/> is a child of, also if it was removed.</summary>
    /// <returns>Whether somebody created it, as far as this value has heard: root and trash have no parent.</returns>
    public bool TryGetParent(TreeNodeId node, out TreeNodeId parent) => Forest.TryGetParent(node, out parent);

    /// <summary>The children of <paramref name="node"/>, in the order of the moves that put them there, the same on every peer. None if it is not there.</summary>
    public IReadOnlyCollection<TreeNodeId> ChildrenOf(TreeNodeId node) => Forest.ChildrenOf(node);

    /// <summary>The nodes below <paramref name="node"/>, depth first: each before its children, and these in their order.</summary>
    public IEnumerable<TreeNode<T>> Below(TreeNodeId node)
    {
        var forest = Forest;
        foreach (var below in NamesBelow(node))
        {
            forest.TryGetParent(below, out var parent);
            yield return new TreeNode<T>(below, parent, ValueOf(below));
        }
    }

    /// <summary>Enumerates the nodes below the root, depth first: each before its children, and these in the order of the moves that put them there.</summary>
    public IEnumerator<TreeNode<T>> GetEnumerator() => Below(TreeNodeId.Root).GetEnumerator();

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();

    // A creation carries a value, so every node that is there has one.
    private T ValueOf(TreeNodeId node) => _values.TryGetValue(node, out var written) ? written.Value : throw new System.Diagnostics.UnreachableException();

    private IEnumerable<TreeNodeId> NamesBelow(TreeNodeId node)
    {
        var forest = Forest;
        var next = new List<TreeNodeId>(forest.ChildrenOf(node));
        next.Reverse();
        while (next.Count > 0)
        {
            var current = next[^1];
            next.RemoveAt(next.Count - 1);
            yield return current;
            var start = next.Count;
            next.AddRange(forest.ChildrenOf(current));
            next.Reverse(start, next.Count - start);
        }
    }
}
