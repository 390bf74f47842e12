namespace Scuttlegen.Crdt.Collections;

internal readonly partial struct HashTrie<TKey, TValue, TKeys>
{
    /// <summary>How many pairs a leaf holds at most.</summary>
    internal const int Capacity = 8;

    /// <summary>How few pairs a branch is given up for. Fewer than fit into a leaf, so that adding and removing one pair in turns does not make and give up a branch each time.</summary>
    private const int Sparse = Capacity / 2;

    private const int HashBits = 64;

    /// <summary>How many branches use up a hash.</summary>
    internal const int MaxDepth = HashBits / TrieBranch.Bits;

    private static int IndexOf(ulong hash) => (int)(hash >> (HashBits - TrieBranch.Bits));

    /// <summary>A key's hash without the bits that led to this depth, which is not the bottom.</summary>
    private static ulong HashAt(int depth, TKey key, TKeys keys) => keys.Hash(key) << (TrieBranch.Bits * depth);

    private static int CountOf(object? node) => node switch
    {
        null => 0,
        TrieBranch branch => branch.Count,
        Array leaf => leaf.Length,
        _ => SortedAt(node).Count,
    };

    private static (TKey Key, TValue Value)[] LeafAt(object node) => ((TKey Key, TValue Value)[])node;

    private static SortedMap<TKey, TValue, TKeys> SortedAt(object? node) => SortedMap<TKey, TValue, TKeys>.Of((SortedMap<TKey, TValue, TKeys>.Node?)node);

    private static int Find((TKey Key, TValue Value)[] leaf, TKey key, TKeys keys)
    {
        for (var place = 0; place < leaf.Length; place++)
        {
            if (keys.AreEqual(leaf[place].Key, key)) return place;
        }

        return -1;
    }

    /// <summary>What holds these pairs, at the depth of their hashes' first bit here.</summary>
    private static object? Build(ReadOnlySpan<(TKey Key, TValue Value)> pairs, int depth)
    {
        if (pairs.IsEmpty) return null;
        if (depth < MaxDepth) return pairs.Length <= Capacity ? pairs.ToArray() : Spread(pairs, depth);
        var sorted = pairs.ToArray();
        sorted.AsSpan().Sort(new ByKey(TKeys.Current));
        return SortedMap<TKey, TValue, TKeys>.FromSorted(sorted).Root;
    }

    /// <summary>Parts pairs by their hashes.</summary>
    private static TrieBranch Spread(ReadOnlySpan<(TKey Key, TValue Value)> pairs, int depth)
    {
        var keys = TKeys.Current;
        var indexes = pairs.Length <= 256 ? stackalloc byte[pairs.Length] : new byte[pairs.Length];
        Span<int> ends = stackalloc int[TrieBranch.Size];
        ends.Clear();
        for (var place = 0; place < pairs.Length; place++)
        {
            var index = IndexOf(HashAt(depth, pairs[place].Key, keys));
            indexes[place] = (byte)index;
            ends[index]++;
        }

        for (var index = 1; index < TrieBranch.Size; index++) ends[index] += ends[index - 1];
        var parted = new (TKey Key, TValue Value)[pairs.Length];
        for (var place = pairs.Length - 1; place >= 0; place--) parted[--ends[indexes[place]]] = pairs[place];

        var branch = new TrieBranch(pairs.Length);
        for (var index = 0; index < TrieBranch.Size; index++)
        {
            var end = index + 1 < TrieBranch.Size ? ends[index + 1] : pairs.Length;
            branch[index] = Build(parted.AsSpan(ends[index]..end), depth + 1);
        }

        return branch;
    }

    /// <summary>This branch, or what is better for so few pairs.</summary>
    private static object? Trim(TrieBranch branch)
    {
        if (branch.Count > Sparse) return branch;
        if (branch.Count == 0) return null;
        var leaf = new (TKey Key, TValue Value)[branch.Count];
        CopyTo(leaf, branch);
        return leaf;
    }
}
