namespace Scuttlegen.Crdt.Collections;

internal readonly partial struct HashTrie<TKey, TValue, TKeys>
{
    /// <summary>Builds the map of keys that differ.</summary>
    public static HashTrie<TKey, TValue, TKeys> FromDistinct(ReadOnlySpan<(TKey Key, TValue Value)> pairs) => new(Build(pairs, depth: 0));

    public HashTrie<TKey, TValue, TKeys> Set(TKey key, TValue value)
    {
        var put = new Put<TValue>(value);
        return Change(key, ref put);
    }

    public HashTrie<TKey, TValue, TKeys> Remove(TKey key)
    {
        var drop = default(Drop<TValue>);
        return Change(key, ref drop);
    }

    /// <summary>Sets, replaces or removes the value of one key, as <paramref name="change"/> says.</summary>
    public HashTrie<TKey, TValue, TKeys> Change<TChange>(TKey key, ref TChange change)
        where TChange : struct, IChange<TValue>
    {
        var keys = TKeys.Current;
        return new(Change(_root, key, HashFor(key, keys), depth: 0, keys, ref change));
    }

    private static object? Change<TChange>(object? node, TKey key, ulong hash, int depth, TKeys keys, ref TChange change)
        where TChange : struct, IChange<TValue>
    {
        if (node is TrieBranch branch)
        {
            var index = IndexOf(hash);
            var child = Change(branch[index], key, hash << TrieBranch.Bits, depth + 1, keys, ref change);
            if (Sharing.AreOne(child, branch[index])) return branch;
            var changed = branch.Copy();
            changed.Replace(index, child, CountOf(child) - CountOf(changed[index]));
            return Trim(changed);
        }

        if (depth == MaxDepth) return SortedAt(node).Change(key, ref change).Root;
        if (node is not null) return Change(LeafAt(node), key, depth, keys, ref change);
        return change.TryChange(isFound: false, default, out var value) ? new[] { (key, value) } : null;
    }

    private static object? Change<TChange>((TKey Key, TValue Value)[] leaf, TKey key, int depth, TKeys keys, ref TChange change)
        where TChange : struct, IChange<TValue>
    {
        var place = Find(leaf, key, keys);
        if (place < 0)
        {
            if (!change.TryChange(isFound: false, default, out var added)) return leaf;
            var with = new (TKey Key, TValue Value)[leaf.Length + 1];
            new ReadOnlySpan<(TKey Key, TValue Value)>(leaf).CopyTo(with);
            (with[^1].Key, with[^1].Value) = (key, added);
            return with.Length <= Capacity ? with : Spread(with, depth);
        }

        if (!change.TryChange(isFound: true, leaf[place].Value, out var value)) return Without(leaf, place);
        if (Instances.AreSame(leaf[place].Value, value)) return leaf;
        var changed = leaf.AsSpan().ToArray();
        changed[place].Value = value;
        return changed;
    }

    private static (TKey Key, TValue Value)[]? Without(ReadOnlySpan<(TKey Key, TValue Value)> leaf, int place)
    {
        if (leaf.Length == 1) return null;
        var pairs = new (TKey Key, TValue Value)[leaf.Length - 1];
        leaf[..place].CopyTo(pairs);
        leaf[(place + 1)..].CopyTo(pairs.AsSpan(place));
        return pairs;
    }
}
