using System.Diagnostics.CodeAnalysis;

namespace Scuttlegen.Crdt.Collections;

/// <summary>
/// An immutable map under the hashes of its keys, which shares what did not change. Look-up, set and remove are O(log n), and compare keys in one leaf only; merging a map of m keys into one of n ≥ m costs O(m log(n/m + 1)), and nothing where both sides share a subtree.
/// </summary>
/// <remarks>
/// <para>
/// A tree of arrays: the root's branch parts the keys by the first bits of their hashes, the branches below it by the next; what a few keys share is a leaf. An update copies one leaf and the branches above it, a third of
/// the work that a sorted tree takes, which also compares keys all the way down.
/// </para>
/// <para>
/// Nothing that can be seen depends on the hashes: pairs come out in the order of their keys (<see cref="ToSortedArray"/>), for O(n log n), or in no order for what does not depend on one. Where hashes run out, as they do for keys that somebody chose to collide, a
/// <see cref="SortedMap{TKey, TValue, TOrder}"/> takes over: no choice of keys makes an update cost more than O(log n).
/// </para>
/// <para>
/// P. Bagwell, "Ideal Hash Trees", EPFL 2001; M. Steindorfer and J. Vinju, "Optimizing Hash-Array Mapped Tries for Fast and Lean Immutable JVM Collections", OOPSLA 2015. Branches are not compressed here: leaves of several pairs keep them full. Eight subtrees to a branch or sixteen take the same time, and eight less memory.
/// The BCL's <see cref="System.Collections.Immutable.ImmutableDictionary{TKey, TValue}"/> is a binary tree by hash, has no merge, and takes three times as long.
/// </para>
/// </remarks>
internal readonly partial struct HashTrie<TKey, TValue, TKeys>
    where TKeys : struct, IKeyHash<TKey, TKeys>
{
    // A branch, a leaf, or at the bottom the root of a sorted map.
    private readonly object? _root;

    private HashTrie(object? root) => _root = root;

    public int Count => CountOf(_root);

    public bool IsEmpty => _root is null;

    internal object? Root => _root;

    public static bool AreSame(HashTrie<TKey, TValue, TKeys> left, HashTrie<TKey, TValue, TKeys> right) => Sharing.AreOne(left._root, right._root);

    public bool TryGetValue(TKey key, [MaybeNullWhen(false)] out TValue value)
    {
        var keys = TKeys.Current;
        return TryFind(_root, key, HashFor(key, keys), depth: 0, keys, out value);
    }

    // A leaf is searched without: most maps are small.
    private ulong HashFor(TKey key, TKeys keys) => _root is TrieBranch ? keys.Hash(key) : 0;

    /// <param name="node">Where to look.</param>
    /// <param name="key">What to look for.</param>
    /// <param name="hash">The key's hash without the bits that led here.</param>
    /// <param name="depth">How many branches led here.</param>
    /// <param name="keys">What keys are to each other.</param>
    /// <param name="value">The key's value.</param>
    private static bool TryFind(object? node, TKey key, ulong hash, int depth, TKeys keys, [MaybeNullWhen(false)] out TValue value)
    {
        while (node is TrieBranch branch)
        {
            node = branch[IndexOf(hash)];
            hash <<= TrieBranch.Bits;
            depth++;
        }

        if (depth == MaxDepth) return SortedAt(node).TryGetValue(key, out value);
        if (node is not null)
        {
            var leaf = LeafAt(node);
            var place = Find(leaf, key, keys);
            if (place >= 0)
            {
                value = leaf[place].Value;
                return true;
            }
        }

        value = default;
        return false;
    }
}
