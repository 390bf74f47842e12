using Xunit;

namespace Scuttlegen.Crdt.Tests;

/// <summary>The specification, word for word: all operations sorted and applied one by one to a dictionary, each checked for a cycle by a walk to the top.</summary>
internal sealed class TreeOracle
{
    private readonly Dictionary<TreeNodeId, (TreeNodeId Parent, int Order)> _places = [];
    private readonly Dictionary<TreeNodeId, string> _values = [];

    public TreeOracle(IEnumerable<TreeEvent> known)
    {
        var all = known.ToArray();
        var moves = all.Where(static happened => happened.Parent is not null)
            .OrderBy(static move => move.Stamp).ThenBy(static move => move.N).ThenBy(static move => move.Node).ThenBy(static move => move.Parent).ThenByDescending(static move => move.IsCreation);
        var order = 0;
        foreach (var move in moves) Apply(move, order++);
        foreach (var write in all.Where(static happened => happened.Value is not null).OrderBy(static write => write.Stamp).ThenBy(static write => write.Value, StringComparer.Ordinal))
            _values[write.Node] = write.Value!;
    }

    public void Check(ReplicatedTree<string> tree)
    {
        foreach (var (node, place) in _places)
        {
            Assert.True(tree.TryGetParent(node, out var parent));
            Assert.Equal(place.Parent, parent);
            Assert.Equal(_values[node], tree[node]);
            Assert.Equal(Top(node).IsRoot, tree.Contains(node));
            Assert.Equal(Top(node).IsTrash, tree.IsBelow(node, TreeNodeId.Trash));
        }

        foreach (var waiting in _values.Keys.Except(_places.Keys)) Assert.False(tree.TryGetValue(waiting, out _) || tree.TryGetParent(waiting, out _) || tree.Contains(waiting));
        foreach (var parent in (TreeNodeId[])[TreeNodeId.Root, TreeNodeId.Trash, .. _places.Keys])
            Assert.Equal(_places.Where(place => place.Value.Parent == parent).OrderBy(static place => place.Value.Order).Select(static place => place.Key), tree.ChildrenOf(parent));
        Assert.Equal(Below(TreeNodeId.Root), tree);
        Assert.Equal(Below(TreeNodeId.Trash), tree.Below(TreeNodeId.Trash));
        Assert.Equal(_places.Keys.Count(node => Top(node).IsRoot), tree.Count);
    }

    private void Apply(TreeEvent move, int order)
    {
        var parent = move.Parent!.Value;
        if (_places.ContainsKey(move.Node) == move.IsCreation) return;
        if (parent != TreeNodeId.Root && parent != TreeNodeId.Trash && !_places.ContainsKey(parent)) return;
        for (var above = parent; ; above = _places[above].Parent)
        {
            if (above == move.Node) return;
            if (!_places.ContainsKey(above)) break;
        }

        _places[move.Node] = (parent, order);
    }

    private TreeNodeId Top(TreeNodeId node)
    {
        while (_places.TryGetValue(node, out var place)) node = place.Parent;
        return node;
    }

    private IEnumerable<TreeNode<string>> Below(TreeNodeId parent)
    {
        foreach (var (node, _) in _places.Where(place => place.Value.Parent == parent).OrderBy(static place => place.Value.Order))
        {
            yield return new TreeNode<string>(node, parent, _values[node]);
            foreach (var below in Below(node)) yield return below;
        }
    }
}
