namespace Scuttlegen.Crdt.Collections;

internal readonly partial struct SortedMap<TKey, TValue, TOrder>
{
    private static Node Insert(Node node, TKey key, TValue value)
    {
        if (node is not Branch branch) return Insert((Leaf)node, key, value);
        if (default(TOrder).Compare(key, branch.Separator) < 0)
        {
            var left = Insert(branch.Left, key, value);
            return ReferenceEquals(left, branch.Left) ? branch : Balance(left, branch.Separator, branch.Right);
        }

        var right = Insert(branch.Right, key, value);
        return ReferenceEquals(right, branch.Right) ? branch : Balance(branch.Left, branch.Separator, right);
    }

    private static Node Insert(Leaf leaf, TKey key, TValue value)
    {
        var old = leaf.Pairs;
        var place = Search(old, key);
        if (place >= 0)
        {
            if (IsSame(old[place].Value, value)) return leaf;
            var changed = old.AsSpan().ToArray();
            changed[place] = (old[place].Key, value);
            return new Leaf(changed);
        }

        place = ~place;
        if (old.Length < Capacity) return new Leaf(With(old, place, (key, value)));

        const int half = Capacity / 2;
        var (below, above) = place <= half
            ? (With(old.AsSpan(0, half), place, (key, value)), old.AsSpan(half).ToArray())
            : (old.AsSpan(0, half).ToArray(), With(old.AsSpan(half), place - half, (key, value)));
        return new Branch(new Leaf(below), above[0].Key, new Leaf(above));
    }

    private static Node? Delete(Node node, TKey key)
    {
        if (node is not Branch branch) return Delete((Leaf)node, key);
        if (default(TOrder).Compare(key, branch.Separator) < 0)
        {
            var left = Delete(branch.Left, key);
            if (left is null) return branch.Right;
            return ReferenceEquals(left, branch.Left) ? branch : Balance(left, branch.Separator, branch.Right);
        }

        var right = Delete(branch.Right, key);
        if (right is null) return branch.Left;
        return ReferenceEquals(right, branch.Right) ? branch : Balance(branch.Left, branch.Separator, right);
    }

    private static Leaf? Delete(Leaf leaf, TKey key)
    {
        var old = leaf.Pairs;
        var place = Search(old, key);
        if (place < 0) return leaf;
        if (old.Length == 1) return null;
        var pairs = new (TKey Key, TValue Value)[old.Length - 1];
        old.AsSpan(0, place).CopyTo(pairs);
        old.AsSpan(place + 1).CopyTo(pairs.AsSpan(place));
        return new Leaf(pairs);
    }

    private static (TKey Key, TValue Value)[] With(ReadOnlySpan<(TKey Key, TValue Value)> old, int place, (TKey Key, TValue Value) pair)
    {
        var pairs = new (TKey Key, TValue Value)[old.Length + 1];
        old[..place].CopyTo(pairs);
        pairs[place] = pair;
        old[place..].CopyTo(pairs.AsSpan(place + 1));
        return pairs;
    }

    // Of classes whether it is one instance: whether two are equal can cost more than a new block.
    private static bool IsSame(TValue left, TValue right) =>
        typeof(TValue).IsValueType ? EqualityComparer<TValue>.Default.Equals(left, right) : ReferenceEquals(left, right);
}
