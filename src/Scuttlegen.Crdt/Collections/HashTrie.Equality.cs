namespace Scuttlegen.Crdt.Collections;

internal readonly partial struct HashTrie<TKey, TValue, TKeys>
{
    /// <summary>Whether both have the same keys with equal values, whatever the shapes of their trees. Subtrees that both share are not looked into.</summary>
    public static bool AreEqual<TEquality>(HashTrie<TKey, TValue, TKeys> left, HashTrie<TKey, TValue, TKeys> right, TEquality equality)
        where TEquality : struct, IValueEquality<TValue> => AreEqual(left._root, right._root, depth: 0, TKeys.Current, equality);

    private static bool AreEqual<TEquality>(object? left, object? right, int depth, TKeys keys, TEquality equality)
        where TEquality : struct, IValueEquality<TValue>
    {
        if (Sharing.AreOne(left, right)) return true;
        if (left is null || right is null || CountOf(left) != CountOf(right)) return false;
        if (depth == MaxDepth) return SortedMap<TKey, TValue, TKeys>.AreEqual(SortedAt(left), SortedAt(right), equality);
        if (left is TrieBranch ours && right is TrieBranch theirs)
        {
            for (var index = 0; index < TrieBranch.Size; index++)
            {
                if (!AreEqual(ours[index], theirs[index], depth + 1, keys, equality)) return false;
            }

            return true;
        }

        // As many on both sides, so it is enough to find ours there. One side is a leaf: these are few.
        foreach (var pair in new Unordered(left))
        {
            if (!TryFind(right, pair.Key, HashAt(depth, pair.Key, keys), depth, keys, out var value) || !equality.AreEqual(pair.Value, value)) return false;
        }

        return true;
    }
}
