namespace Scuttlegen.Crdt.Collections;

internal readonly partial struct SortedMap<TKey, TValue, TOrder>
{
    /// <summary>
    /// Merges <paramref name="other"/> into this map under <paramref name="rule"/>, sharing this map's subtrees wherever they stay: the result is this map itself if no pair of it changes and none comes from the other.
    /// </summary>
    public SortedMap<TKey, TValue, TOrder> Merge<TRule>(SortedMap<TKey, TValue, TOrder> other, TRule rule)
        where TRule : struct, IMergeRule<TKey, TValue> => new(Merge(_root, other._root, ref rule, 2 * MaxHeight));

    private static Node? Merge<TRule>(Node? left, Node? right, ref TRule rule, int levels)
        where TRule : struct, IMergeRule<TKey, TValue>
    {
        if (Sharing.AreOne(left, right)) return left;
        if (left is null) return rule.KeepsRight ? right : FilterRight(right, ref rule, MaxHeight);
        if (right is null) return rule.KeepsLeft ? left : FilterLeft(left, ref rule, MaxHeight);
        ArgumentOutOfRangeException.ThrowIfNegative(levels);
        if (left is Branch ours)
        {
            Split(right, ours.Separator, out var below, out var above, MaxHeight);
            return Rejoin(ours, Merge(ours.Left, below, ref rule, levels - 1), Merge(ours.Right, above, ref rule, levels - 1));
        }

        if (right is Branch theirs)
        {
            Split((Leaf)left, theirs.Separator, out var below, out var above);
            return KeepIfSame((Leaf)left, Rejoin(theirs, Merge(below, theirs.Left, ref rule, levels - 1), Merge(above, theirs.Right, ref rule, levels - 1)));
        }

        return Merge((Leaf)left, (Leaf)right, ref rule);
    }

    private static Node? Merge<TRule>(Leaf left, Leaf right, ref TRule rule)
        where TRule : struct, IMergeRule<TKey, TValue>
    {
        var (ours, theirs) = (left.Pairs, right.Pairs);
        var merged = new Gathering<TKey, TValue>(ours, ours.Length + theirs.Length);
        var order = TOrder.Current;
        int our = 0, their = 0;
        while (our < ours.Length && their < theirs.Length)
        {
            var comparison = order.Compare(ours[our].Key, theirs[their].Key);
            if (comparison < 0)
            {
                var pair = ours[our++];
                if (rule.TryLeft(pair.Key, pair.Value, out var value)) merged.Keep(pair, value);
            }
            else if (comparison > 0)
            {
                var pair = theirs[their++];
                if (rule.TryRight(pair.Key, pair.Value, out var value)) merged.Add(pair.Key, value);
            }
            else
            {
                var pair = ours[our++];
                if (rule.TryBoth(pair.Key, pair.Value, theirs[their++].Value, out var value)) merged.Keep(pair, value);
            }
        }

        for (; our < ours.Length; our++)
        {
            if (rule.TryLeft(ours[our].Key, ours[our].Value, out var value)) merged.Keep(ours[our], value);
        }

        for (; their < theirs.Length; their++)
        {
            if (rule.TryRight(theirs[their].Key, theirs[their].Value, out var value)) merged.Add(theirs[their].Key, value);
        }

        return ToNode(left, merged);
    }

    private static Node? FilterLeft<TRule>(Node? node, ref TRule rule, int levels)
        where TRule : struct, IMergeRule<TKey, TValue>
    {
        ArgumentOutOfRangeException.ThrowIfNegative(levels);
        if (node is Branch branch) return Rejoin(branch, FilterLeft(branch.Left, ref rule, levels - 1), FilterLeft(branch.Right, ref rule, levels - 1));
        if (node is not Leaf leaf) return null;
        var kept = new Gathering<TKey, TValue>(leaf.Pairs, leaf.Count);
        foreach (var pair in leaf.Pairs)
        {
            if (rule.TryLeft(pair.Key, pair.Value, out var value)) kept.Keep(pair, value);
        }

        return ToNode(leaf, kept);
    }

    private static Node? FilterRight<TRule>(Node? node, ref TRule rule, int levels)
        where TRule : struct, IMergeRule<TKey, TValue>
    {
        ArgumentOutOfRangeException.ThrowIfNegative(levels);
        if (node is Branch branch) return Rejoin(branch, FilterRight(branch.Left, ref rule, levels - 1), FilterRight(branch.Right, ref rule, levels - 1));
        if (node is not Leaf leaf) return null;
        var kept = new Gathering<TKey, TValue>(leaf.Pairs, leaf.Count);
        foreach (var pair in leaf.Pairs)
        {
            if (rule.TryRight(pair.Key, pair.Value, out var value)) kept.Keep(pair, value);
        }

        return ToNode(leaf, kept);
    }

    private static Node? Rejoin(Branch branch, Node? left, Node? right) =>
        Sharing.AreOne(left, branch.Left) && Sharing.AreOne(right, branch.Right) ? branch : Link(left, branch.Separator, right);

    private static Node? KeepIfSame(Leaf leaf, Node? result)
    {
        if (result is null || result.Count != leaf.Count) return result;
        var order = TOrder.Current;
        var pairs = new Enumerator(result);
        foreach (var pair in leaf.Pairs)
        {
            pairs.MoveNext();
            if (!Instances.AreSame(pair.Value, pairs.Current.Value) || order.Compare(pair.Key, pairs.Current.Key) != 0) return result;
        }

        return leaf;
    }

    /// <summary>Parts a tree into what is below the key and what is not.</summary>
    private static void Split(Node node, TKey key, out Node? below, out Node? above, int levels)
    {
        if (node is not Branch branch)
        {
            Split((Leaf)node, key, out below, out above);
            return;
        }

        ArgumentOutOfRangeException.ThrowIfNegative(levels);
        var comparison = TOrder.Current.Compare(key, branch.Separator);
        if (comparison == 0)
        {
            (below, above) = (branch.Left, branch.Right);
        }
        else if (comparison < 0)
        {
            Split(branch.Left, key, out below, out var rest, levels - 1);
            above = below is null ? branch : Link(rest, branch.Separator, branch.Right);
        }
        else
        {
            Split(branch.Right, key, out var rest, out above, levels - 1);
            below = above is null ? branch : Link(branch.Left, branch.Separator, rest);
        }
    }

    private static void Split(Leaf leaf, TKey key, out Node? below, out Node? above)
    {
        var pairs = leaf.Pairs;
        var place = Search(pairs, key);
        if (place < 0) place = ~place;
        below = place == 0 ? null : place == pairs.Length ? leaf : new Leaf(pairs[..place]);
        above = place == 0 ? leaf : place == pairs.Length ? null : new Leaf(pairs[place..]);
    }

    private static Node? ToNode(Leaf leaf, in Gathering<TKey, TValue> gathered)
    {
        if (gathered.IsSame) return leaf;
        return gathered.Count is > 0 and var count && count <= Capacity ? new Leaf(gathered.ToArray()) : Build(gathered.Pairs);
    }
}
