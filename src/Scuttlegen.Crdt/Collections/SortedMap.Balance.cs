namespace Scuttlegen.Crdt.Collections;

internal readonly partial struct SortedMap<TKey, TValue, TOrder>
{
    // A sibling never has more than Delta times as many leaves; Ratio decides between a single and a double rotation.
    private const int Delta = 3;
    private const int Ratio = 2;

    private static Node? Build(ReadOnlySpan<(TKey Key, TValue Value)> pairs) =>
        pairs.IsEmpty ? null : Build(pairs, leaves: (pairs.Length + Capacity - 1) / Capacity);

    /// <summary>Spreads the pairs evenly over so many leaves.</summary>
    private static Node Build(ReadOnlySpan<(TKey Key, TValue Value)> pairs, int leaves)
    {
        if (leaves == 1) return new Leaf(pairs.ToArray());
        var half = leaves / 2;
        var middle = (int)((long)pairs.Length * half / leaves);
        return new Branch(Build(pairs[..middle], half), pairs[middle].Key, Build(pairs[middle..], leaves - half));
    }

    /// <summary>Joins two trees of any sizes, one below the separator and one not.</summary>
    private static Node? Link(Node? left, TKey separator, Node? right)
    {
        if (left is null) return right;
        return right is null ? left : LinkBoth(left, separator, right, MaxHeight);
    }

    private static Node LinkBoth(Node left, TKey separator, Node right, int levels)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(levels);
        if (Delta * left.Weight < right.Weight)
        {
            var larger = (Branch)right;
            return Balance(LinkBoth(left, separator, larger.Left, levels - 1), larger.Separator, larger.Right);
        }

        if (Delta * right.Weight < left.Weight)
        {
            var larger = (Branch)left;
            return Balance(larger.Left, larger.Separator, LinkBoth(larger.Right, separator, right, levels - 1));
        }

        return Meet(left, separator, right);
    }

    /// <summary>Two trees that are balanced against each other; one leaf where two fit into it.</summary>
    private static Node Meet(Node left, TKey separator, Node right) =>
        left.Weight + right.Weight == 2 && left.Count + right.Count <= Capacity
            ? new Leaf([.. ((Leaf)left).Pairs, .. ((Leaf)right).Pairs])
            : new Branch(left, separator, right);

    /// <summary>Two trees of which at most one is off balance, by one leaf more or less.</summary>
    private static Node Balance(Node left, TKey separator, Node right)
    {
        if (right.Weight > Delta * left.Weight)
        {
            var heavy = (Branch)right;
            if (heavy.Left.Weight < Ratio * heavy.Right.Weight)
                return new Branch(new Branch(left, separator, heavy.Left), heavy.Separator, heavy.Right);
            var middle = (Branch)heavy.Left;
            return new Branch(new Branch(left, separator, middle.Left), middle.Separator, new Branch(middle.Right, heavy.Separator, heavy.Right));
        }

        if (left.Weight > Delta * right.Weight)
        {
            var heavy = (Branch)left;
            if (heavy.Right.Weight < Ratio * heavy.Left.Weight)
                return new Branch(heavy.Left, heavy.Separator, new Branch(heavy.Right, separator, right));
            var middle = (Branch)heavy.Right;
            return new Branch(new Branch(heavy.Left, heavy.Separator, middle.Left), middle.Separator, new Branch(middle.Right, separator, right));
        }

        return Meet(left, separator, right);
    }
}
