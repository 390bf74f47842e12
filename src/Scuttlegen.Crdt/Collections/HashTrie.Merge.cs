namespace Scuttlegen.Crdt.Collections;

internal readonly partial struct HashTrie<TKey, TValue, TKeys>
{
    /// <summary>
    /// Merges <paramref name="other"/> into this map under <paramref name="rule"/>, sharing this map's subtrees wherever they stay: the result is this map itself if no pair of it changes and none comes from the other.
    /// </summary>
    public HashTrie<TKey, TValue, TKeys> Merge<TRule>(HashTrie<TKey, TValue, TKeys> other, TRule rule)
        where TRule : struct, IMergeRule<TKey, TValue> => new(Merge(_root, other._root, depth: 0, TKeys.Current, ref rule));

    private static object? Merge<TRule>(object? left, object? right, int depth, TKeys keys, ref TRule rule)
        where TRule : struct, IMergeRule<TKey, TValue>
    {
        if (Sharing.AreOne(left, right)) return left;
        if (left is null) return Filter<TRule, OfRight<TRule>>(right, depth, ref rule);
        if (right is null) return Filter<TRule, OfLeft<TRule>>(left, depth, ref rule);
        if (depth == MaxDepth) return SortedAt(left).Merge(SortedAt(right), rule).Root;
        if (left is not TrieBranch && right is not TrieBranch) return Merge(LeafAt(left), LeafAt(right), depth, keys, ref rule);

        var ours = left as TrieBranch ?? Spread(LeafAt(left), depth);
        var theirs = right as TrieBranch ?? Spread(LeafAt(right), depth);
        TrieBranch? merged = null;
        for (var index = 0; index < TrieBranch.Size; index++)
        {
            var child = Merge(ours[index], theirs[index], depth + 1, keys, ref rule);
            if (Sharing.AreOne(child, ours[index])) continue;
            merged ??= ours.Copy();
            merged.Replace(index, child, CountOf(child) - CountOf(merged[index]));
        }

        var result = merged is null ? ours : Trim(merged);
        return left is TrieBranch ? result : KeepIfSame(LeafAt(left), result, depth, keys);
    }

    private static object? Merge<TRule>((TKey Key, TValue Value)[] left, (TKey Key, TValue Value)[] right, int depth, TKeys keys, ref TRule rule)
        where TRule : struct, IMergeRule<TKey, TValue>
    {
        var merged = new Gathering<TKey, TValue>(left, left.Length + right.Length);
        var isInBoth = 0u;
        foreach (var pair in left)
        {
            var place = Find(right, pair.Key, keys);
            if (place < 0)
            {
                if (rule.TryLeft(pair.Key, pair.Value, out var value)) merged.Keep(pair, value);
            }
            else
            {
                isInBoth |= 1u << place;
                if (rule.TryBoth(pair.Key, pair.Value, right[place].Value, out var value)) merged.Keep(pair, value);
            }
        }

        for (var place = 0; place < right.Length; place++)
        {
            if ((isInBoth & (1u << place)) != 0) continue;
            if (rule.TryRight(right[place].Key, right[place].Value, out var value)) merged.Add(right[place].Key, value);
        }

        return merged.IsSame ? left : merged.Count is > 0 and <= Capacity ? merged.ToArray() : Build(merged.Pairs, depth);
    }

    /// <summary>What stays of what only one side has.</summary>
    private static object? Filter<TRule, TSide>(object? node, int depth, ref TRule rule)
        where TRule : struct, IMergeRule<TKey, TValue>
        where TSide : struct, ISide<TRule>
    {
        if (node is null || TSide.KeepsAll(rule)) return node;
        if (depth == MaxDepth) return TSide.Filter(SortedAt(node), rule).Root;
        if (node is TrieBranch branch)
        {
            TrieBranch? filtered = null;
            for (var index = 0; index < TrieBranch.Size; index++)
            {
                var child = Filter<TRule, TSide>(branch[index], depth + 1, ref rule);
                if (Sharing.AreOne(child, branch[index])) continue;
                filtered ??= branch.Copy();
                filtered.Replace(index, child, CountOf(child) - CountOf(filtered[index]));
            }

            return filtered is null ? branch : Trim(filtered);
        }

        var leaf = LeafAt(node);
        var kept = new Gathering<TKey, TValue>(leaf, leaf.Length);
        foreach (var pair in leaf)
        {
            if (TSide.TryKeep(ref rule, pair.Key, pair.Value, out var value)) kept.Keep(pair, value);
        }

        if (kept.IsSame) return leaf;
        return kept.Count == 0 ? null : kept.ToArray();
    }

    private static object? KeepIfSame((TKey Key, TValue Value)[] leaf, object? result, int depth, TKeys keys)
    {
        if (CountOf(result) != leaf.Length) return result;
        foreach (var pair in leaf)
        {
            if (!TryFind(result, pair.Key, HashAt(depth, pair.Key, keys), depth, keys, out var value) || !Instances.AreSame(pair.Value, value)) return result;
        }

        return leaf;
    }

    /// <summary>Which side of a merge is asked about.</summary>
    private interface ISide<TRule>
        where TRule : struct, IMergeRule<TKey, TValue>
    {
        static abstract bool KeepsAll(in TRule rule);

        static abstract bool TryKeep(ref TRule rule, TKey key, TValue value, out TValue kept);

        static abstract SortedMap<TKey, TValue, TKeys> Filter(SortedMap<TKey, TValue, TKeys> side, TRule rule);
    }

    private readonly struct OfLeft<TRule> : ISide<TRule>
        where TRule : struct, IMergeRule<TKey, TValue>
    {
        public static bool KeepsAll(in TRule rule) => rule.KeepsLeft;

        public static bool TryKeep(ref TRule rule, TKey key, TValue value, out TValue kept) => rule.TryLeft(key, value, out kept);

        public static SortedMap<TKey, TValue, TKeys> Filter(SortedMap<TKey, TValue, TKeys> side, TRule rule) => side.Merge(default, rule);
    }

    private readonly struct OfRight<TRule> : ISide<TRule>
        where TRule : struct, IMergeRule<TKey, TValue>
    {
        public static bool KeepsAll(in TRule rule) => rule.KeepsRight;

        public static bool TryKeep(ref TRule rule, TKey key, TValue value, out TValue kept) => rule.TryRight(key, value, out kept);

        public static SortedMap<TKey, TValue, TKeys> Filter(SortedMap<TKey, TValue, TKeys> side, TRule rule) => default(SortedMap<TKey, TValue, TKeys>).Merge(side, rule);
    }
}
