namespace Scuttlegen.Crdt.Collections;

internal readonly partial struct SortedMap<TKey, TValue, TOrder>
{
    /// <summary>Merges <paramref name="other"/> into this map under <paramref name="rule"/>, sharing this map's subtrees wherever they stay.</summary>
    public SortedMap<TKey, TValue, TOrder> Merge<TRule>(SortedMap<TKey, TValue, TOrder> other, TRule rule)
        where TRule : struct, IMergeRule<TKey, TValue> => new(Merge(_root, other._root, ref rule));

    private static Node? Merge<TRule>(Node? left, Node? right, ref TRule rule)
        where TRule : struct, IMergeRule<TKey, TValue>
    {
        if (ReferenceEquals(left, right)) return left;
        if (left is null) return rule.KeepsRight ? right : FilterRight(right, ref rule);
        if (right is null) return rule.KeepsLeft ? left : FilterLeft(left, ref rule);

        Split(right, left.Key, out var below, out var same, out var above);
        var mergedBelow = Merge(left.Left, below, ref rule);
        var mergedAbove = Merge(left.Right, above, ref rule);
        var isKept = same is null
            ? rule.TryLeft(left.Key, left.Value, out var value)
            : rule.TryBoth(left.Key, left.Value, same.Value, out value);
        return Rejoin(left, isKept, value, mergedBelow, mergedAbove);
    }

    private static Node? FilterLeft<TRule>(Node? node, ref TRule rule)
        where TRule : struct, IMergeRule<TKey, TValue>
    {
        if (node is null) return null;
        var left = FilterLeft(node.Left, ref rule);
        var isKept = rule.TryLeft(node.Key, node.Value, out var value);
        return Rejoin(node, isKept, value, left, FilterLeft(node.Right, ref rule));
    }

    private static Node? FilterRight<TRule>(Node? node, ref TRule rule)
        where TRule : struct, IMergeRule<TKey, TValue>
    {
        if (node is null) return null;
        var left = FilterRight(node.Left, ref rule);
        var isKept = rule.TryRight(node.Key, node.Value, out var value);
        return Rejoin(node, isKept, value, left, FilterRight(node.Right, ref rule));
    }

    private static Node? Rejoin(Node node, bool isKept, TValue value, Node? left, Node? right)
    {
        if (!isKept) return Link(left, right);
        if (!IsSame(value, node.Value)) return Link(new Node(node.Key, value, null, null), left, right);
        return ReferenceEquals(left, node.Left) && ReferenceEquals(right, node.Right) ? node : Link(node, left, right);
    }

    private static void Split(Node? node, TKey key, out Node? below, out Node? same, out Node? above)
    {
        if (node is null)
        {
            (below, same, above) = (null, null, null);
            return;
        }

        var order = default(TOrder).Compare(key, node.Key);
        if (order == 0)
        {
            (below, same, above) = (node.Left, node, node.Right);
        }
        else if (order < 0)
        {
            Split(node.Left, key, out below, out same, out var rest);
            above = Link(node, rest, node.Right);
        }
        else
        {
            Split(node.Right, key, out var rest, out same, out above);
            below = Link(node, node.Left, rest);
        }
    }
}
