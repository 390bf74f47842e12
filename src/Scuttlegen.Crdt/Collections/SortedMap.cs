using System.Diagnostics.CodeAnalysis;

namespace Scuttlegen.Crdt.Collections;

/// <summary>
/// An immutable sorted map that shares what did not change. Look-up, set and remove are O(log n); merging a map of m keys into one of n ≥ m costs
/// O(m log(n/m + 1)), and nothing where both sides share a subtree.
/// </summary>
/// <remarks>
/// A tree of blocks: the pairs lie in the leaves, up to <see cref="Capacity"/> in one array, under a binary tree of separators that is balanced by the number of its leaves. An update
/// copies one block and the path to it; what is merged, read and written goes through arrays, and a pair costs some 24 bytes where a node of its own costs 56.
/// L. Dhulipala, G. Blelloch, Y. Gu, Y. Sun, "PaC-trees: Supporting Parallel and Compressed Purely-Functional Collections", PLDI 2022: blocked leaves; G. Blelloch, D. Ferizovic, Y. Sun,
/// "Just Join for Parallel Ordered Sets", SPAA 2016: all operations from <c>Link</c> and <c>Split</c>; the balance is that of S. Adams, "Efficient sets: a balancing act", J. Funct. Program. 3(4), 1993,
/// with the parameters (3, 2) that Y. Hirai and K. Yamamoto proved sound (J. Funct. Program. 21(3), 2011). The BCL's sorted dictionary has neither the merge nor the sharing.
/// </remarks>
internal readonly partial struct SortedMap<TKey, TValue, TOrder>
    where TOrder : struct, IKeyOrder<TKey, TOrder>
{
    private readonly Node? _root;

    private SortedMap(Node? root) => _root = root;

    public int Count => _root?.Count ?? 0;

    public bool IsEmpty => _root is null;

    internal Node? Root => _root;

    /// <summary>Whether both are one tree: whether a map came out of an update as it went in. Whoever asks promises what <see cref="Sharing"/> asks for.</summary>
    public static bool AreSame(SortedMap<TKey, TValue, TOrder> left, SortedMap<TKey, TValue, TOrder> right) => Sharing.AreOne(left._root, right._root);

    /// <summary>The map with this root.</summary>
    public static SortedMap<TKey, TValue, TOrder> Of(Node? root) => new(root);

    /// <summary>Builds the map of keys that ascend strictly, in linear time.</summary>
    public static SortedMap<TKey, TValue, TOrder> FromSorted(ReadOnlySpan<(TKey Key, TValue Value)> pairs) => new(Build(pairs));

    public bool TryGetValue(TKey key, [MaybeNullWhen(false)] out TValue value)
    {
        if (_root is not null)
        {
            var pairs = LeafOf(_root, key).Pairs;
            var place = Search(pairs, key);
            if (place >= 0)
            {
                value = pairs[place].Value;
                return true;
            }
        }

        value = default;
        return false;
    }

    /// <summary>Finds the pair with the greatest key that is not above <paramref name="key"/>.</summary>
    public bool TryFloor(TKey key, [MaybeNullWhen(false)] out TKey foundKey, [MaybeNullWhen(false)] out TValue value)
    {
        var order = TOrder.Current;
        Node? below = null;
        var node = _root;
        while (node is Branch branch)
        {
            if (order.Compare(key, branch.Separator) < 0)
            {
                node = branch.Left;
            }
            else
            {
                below = branch.Left;
                node = branch.Right;
            }
        }

        if (node is Leaf leaf)
        {
            var place = Search(leaf.Pairs, key);
            if (place < 0) place = ~place - 1;
            if (place >= 0) return Found(leaf.Pairs[place], out foundKey, out value);
        }

        return Found(below is null ? null : LastOf(below), out foundKey, out value);
    }

    /// <summary>Finds the pair with the least key that is not below <paramref name="key"/>.</summary>
    public bool TryCeiling(TKey key, [MaybeNullWhen(false)] out TKey foundKey, [MaybeNullWhen(false)] out TValue value)
    {
        var order = TOrder.Current;
        Node? above = null;
        var node = _root;
        while (node is Branch branch)
        {
            if (order.Compare(key, branch.Separator) < 0)
            {
                above = branch.Right;
                node = branch.Left;
            }
            else
            {
                node = branch.Right;
            }
        }

        if (node is Leaf leaf)
        {
            var place = Search(leaf.Pairs, key);
            if (place < 0) place = ~place;
            if (place < leaf.Pairs.Length) return Found(leaf.Pairs[place], out foundKey, out value);
        }

        return Found(above is null ? null : FirstOf(above), out foundKey, out value);
    }

    public Enumerator GetEnumerator() => new(_root);

    /// <summary>Walks the pairs whose keys are above <paramref name="key"/>. Finding the first is O(log n).</summary>
    public Enumerator GetEnumeratorAbove(TKey key) => Enumerator.Above(_root, key);

    private static bool Found((TKey Key, TValue Value)? pair, [MaybeNullWhen(false)] out TKey key, [MaybeNullWhen(false)] out TValue value)
    {
        (key, value) = pair is { } found ? (found.Key, found.Value) : (default, default);
        return pair is not null;
    }
}
