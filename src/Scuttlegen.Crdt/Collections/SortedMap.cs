using System.Diagnostics.CodeAnalysis;
using System.Numerics;

namespace Scuttlegen.Crdt.Collections;

/// <summary>
/// An immutable sorted map that shares what did not change. Look-up, set and remove are O(log n); merging a map of m keys into one of n ≥ m costs
/// O(m log(n/m + 1)), and nothing where both sides share a subtree.
/// </summary>
/// <remarks>
/// A weight-balanced tree whose operations all rest on <c>Link</c>: S. Adams, "Efficient sets: a balancing act", J. Funct. Program. 3(4), 1993, with the parameters (3, 2)
/// that Y. Hirai and K. Yamamoto proved sound (J. Funct. Program. 21(3), 2011); G. Blelloch, D. Ferizovic, Y. Sun, "Just Join for Parallel Ordered Sets", SPAA 2016.
/// The BCL's sorted dictionary has neither the merge nor the sharing.
/// </remarks>
internal readonly partial struct SortedMap<TKey, TValue, TOrder>
    where TOrder : struct, IComparer<TKey>
{
    private readonly Node? _root;

    private SortedMap(Node? root) => _root = root;

    public int Count => _root?.Size ?? 0;

    public bool IsEmpty => _root is null;

    public static bool AreSame(SortedMap<TKey, TValue, TOrder> left, SortedMap<TKey, TValue, TOrder> right) => ReferenceEquals(left._root, right._root);

    /// <summary>Builds the map of keys that ascend strictly, in linear time.</summary>
    public static SortedMap<TKey, TValue, TOrder> FromSorted(ReadOnlySpan<(TKey Key, TValue Value)> pairs) => new(Build(pairs));

    public bool TryGetValue(TKey key, [MaybeNullWhen(false)] out TValue value)
    {
        for (var node = _root; node is not null;)
        {
            var order = default(TOrder).Compare(key, node.Key);
            if (order == 0)
            {
                value = node.Value;
                return true;
            }

            node = order < 0 ? node.Left : node.Right;
        }

        value = default;
        return false;
    }

    /// <summary>Finds the pair with the greatest key that is not above <paramref name="key"/>.</summary>
    public bool TryFloor(TKey key, [MaybeNullWhen(false)] out TKey foundKey, [MaybeNullWhen(false)] out TValue value)
    {
        Node? best = null;
        for (var node = _root; node is not null;)
        {
            if (default(TOrder).Compare(node.Key, key) <= 0)
            {
                best = node;
                node = node.Right;
            }
            else
            {
                node = node.Left;
            }
        }

        return Found(best, out foundKey, out value);
    }

    /// <summary>Finds the pair with the least key that is not below <paramref name="key"/>.</summary>
    public bool TryCeiling(TKey key, [MaybeNullWhen(false)] out TKey foundKey, [MaybeNullWhen(false)] out TValue value)
    {
        Node? best = null;
        for (var node = _root; node is not null;)
        {
            if (default(TOrder).Compare(node.Key, key) >= 0)
            {
                best = node;
                node = node.Left;
            }
            else
            {
                node = node.Right;
            }
        }

        return Found(best, out foundKey, out value);
    }

    public SortedMap<TKey, TValue, TOrder> Set(TKey key, TValue value) => new(Insert(_root, key, value));

    public SortedMap<TKey, TValue, TOrder> Remove(TKey key) => new(Delete(_root, key));

    public Enumerator GetEnumerator() => new(_root);

    /// <summary>Walks the pairs whose keys are above <paramref name="key"/>. Finding the first is O(log n).</summary>
    public Enumerator GetEnumeratorAbove(TKey key) => Enumerator.Above(_root, key);

    private static bool Found(Node? node, [MaybeNullWhen(false)] out TKey key, [MaybeNullWhen(false)] out TValue value)
    {
        if (node is null)
        {
            (key, value) = (default, default);
            return false;
        }

        (key, value) = (node.Key, node.Value);
        return true;
    }

    /// <summary>Walks the pairs in ascending order of their keys.</summary>
    public struct Enumerator
    {
        private readonly Node[] _path;
        private int _depth;
        private Node? _next;

        internal Enumerator(Node? root)
        {
            // A weight-balanced tree with parameter 3 is at most log(n + 1) / log(4/3) high: below 2.41 · log2(n + 1).
            _path = root is null ? [] : new Node[(5 * (BitOperations.Log2((uint)root.Size) + 1) / 2) + 1];
            _depth = 0;
            _next = root;
            Current = null!;
        }

        public Node Current { get; private set; }

        internal static Enumerator Above(Node? root, TKey key)
        {
            var walk = new Enumerator(root) { _next = null };
            for (var node = root; node is not null;)
            {
                if (default(TOrder).Compare(key, node.Key) < 0)
                {
                    walk._path[walk._depth++] = node;
                    node = node.Left;
                }
                else
                {
                    node = node.Right;
                }
            }

            return walk;
        }

        public bool MoveNext()
        {
            for (; _next is not null; _next = _next.Left) _path[_depth++] = _next;
            if (_depth == 0) return false;
            Current = _path[--_depth];
            _next = Current.Right;
            return true;
        }
    }

    internal sealed class Node(TKey key, TValue value, Node? left, Node? right)
    {
        public TKey Key { get; } = key;

        public TValue Value { get; } = value;

        public Node? Left { get; } = left;

        public Node? Right { get; } = right;

        public int Size { get; } = 1 + SizeOf(left) + SizeOf(right);
    }
}
