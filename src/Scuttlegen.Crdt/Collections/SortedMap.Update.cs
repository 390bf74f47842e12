namespace Scuttlegen.Crdt.Collections;

internal readonly partial struct SortedMap<TKey, TValue, TOrder>
{
    public SortedMap<TKey, TValue, TOrder> Set(TKey key, TValue value)
    {
        var put = new Put<TValue>(value);
        return Change(key, ref put);
    }

    public SortedMap<TKey, TValue, TOrder> Remove(TKey key)
    {
        var drop = default(Drop<TValue>);
        return Change(key, ref drop);
    }

    /// <summary>Sets, replaces or removes the value of one key, as <paramref name="change"/> says.</summary>
    public SortedMap<TKey, TValue, TOrder> Change<TChange>(TKey key, ref TChange change)
        where TChange : struct, IChange<TValue>
    {
        if (_root is not null) return new(Change(_root, key, TOrder.Current, ref change, MaxHeight));
        return change.TryChange(isFound: false, default, out var value) ? new(new Leaf([(key, value)])) : this;
    }

    private static Node? Change<TChange>(Node node, TKey key, TOrder order, ref TChange change, int levels)
        where TChange : struct, IChange<TValue>
    {
        if (node is not Branch branch) return Change((Leaf)node, key, ref change);
        ArgumentOutOfRangeException.ThrowIfNegative(levels);
        if (order.Compare(key, branch.Separator) < 0)
        {
            var left = Change(branch.Left, key, order, ref change, levels - 1);
            if (Sharing.AreOne(left, branch.Left)) return branch;
            if (left is null) return branch.Right;
            return StaysBalanced(branch, branch.Left, left) ? branch.WithLeft(left) : Balance(left, branch.Separator, branch.Right);
        }

        var right = Change(branch.Right, key, order, ref change, levels - 1);
        if (Sharing.AreOne(right, branch.Right)) return branch;
        if (right is null) return branch.Left;
        return StaysBalanced(branch, branch.Right, right) ? branch.WithRight(right) : Balance(branch.Left, branch.Separator, right);
    }

    /// <summary>Whether a branch needs no look at its other side once one was changed: no leaf came or went, and it does not part two leaves, which may fit into one.</summary>
    private static bool StaysBalanced(Branch branch, Node old, Node changed) => branch.Weight > 2 && changed.Weight == old.Weight;

    private static Node? Change<TChange>(Leaf leaf, TKey key, ref TChange change)
        where TChange : struct, IChange<TValue>
    {
        var pairs = leaf.Pairs;
        var place = Search(pairs, key);
        if (place < 0) return change.TryChange(isFound: false, default, out var added) ? Insert(leaf, ~place, key, added) : leaf;

        var old = pairs[place].Value;
        if (!change.TryChange(isFound: true, old, out var value)) return Without(pairs, place);
        if (Instances.AreSame(old, value)) return leaf;
        var changed = pairs.AsSpan().ToArray();
        changed[place].Value = value;
        return new Leaf(changed);
    }

    private static Node Insert(Leaf leaf, int place, TKey key, TValue value)
    {
        var pairs = leaf.Pairs;
        if (pairs.Length < Capacity) return new Leaf(With(pairs, place, key, value));

        var half = pairs.Length / 2;
        var (below, above) = place <= half
            ? (With(pairs.AsSpan(0, half), place, key, value), pairs.AsSpan(half).ToArray())
            : (pairs.AsSpan(0, half).ToArray(), With(pairs.AsSpan(half), place - half, key, value));
        return new Branch(new Leaf(below), above[0].Key, new Leaf(above));
    }

    private static (TKey Key, TValue Value)[] With(ReadOnlySpan<(TKey Key, TValue Value)> old, int place, TKey key, TValue value)
    {
        var pairs = new (TKey Key, TValue Value)[old.Length + 1];
        old[..place].CopyTo(pairs);

        // Field by field: a pair that was put together elsewhere would be read back before the processor has written it.
        (pairs[place].Key, pairs[place].Value) = (key, value);
        old[place..].CopyTo(pairs.AsSpan(place + 1));
        return pairs;
    }

    private static Leaf? Without(ReadOnlySpan<(TKey Key, TValue Value)> old, int place)
    {
        if (old.Length == 1) return null;
        var pairs = new (TKey Key, TValue Value)[old.Length - 1];
        old[..place].CopyTo(pairs);
        old[(place + 1)..].CopyTo(pairs.AsSpan(place));
        return new Leaf(pairs);
    }
}
