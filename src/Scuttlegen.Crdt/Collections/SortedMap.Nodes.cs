namespace Scuttlegen.Crdt.Collections;

internal readonly partial struct SortedMap<TKey, TValue, TOrder>
{
    /// <summary>No tree is higher: one of weight balance 3 is at most log(leaves) / log(4/3) high, and has fewer than 2³¹ leaves. Recursion that goes deeper has met a tree that is none.</summary>
    private const int MaxHeight = 75;

    /// <summary>How many pairs a leaf holds at most. Smaller blocks take longer to find, larger ones to copy.</summary>
    internal static int Capacity => TOrder.BlockSize;

    /// <summary>The leaf that has the key, if any has.</summary>
    private static Leaf LeafOf(Node node, TKey key)
    {
        var order = TOrder.Current;
        while (node is Branch branch) node = order.Compare(key, branch.Separator) < 0 ? branch.Left : branch.Right;
        return (Leaf)node;
    }

    /// <summary>The key's place among the pairs, or the complement of where it would be.</summary>
    private static int Search((TKey Key, TValue Value)[] pairs, TKey key)
    {
        var order = TOrder.Current;
        int low = 0, high = pairs.Length - 1;
        while (low <= high)
        {
            var middle = (low + high) / 2;
            var comparison = order.Compare(key, pairs[middle].Key);
            if (comparison == 0) return middle;
            if (comparison < 0) high = middle - 1;
            else low = middle + 1;
        }

        return ~low;
    }

    private static (TKey Key, TValue Value) FirstOf(Node node)
    {
        while (node is Branch branch) node = branch.Left;
        return ((Leaf)node).Pairs[0];
    }

    private static (TKey Key, TValue Value) LastOf(Node node)
    {
        while (node is Branch branch) node = branch.Right;
        return ((Leaf)node).Pairs[^1];
    }

    internal abstract class Node(int count, int weight)
    {
        /// <summary>How many pairs are below.</summary>
        public int Count { get; } = count;

        /// <summary>How many leaves are below.</summary>
        public int Weight { get; } = weight;
    }

    /// <summary>Between 1 and <see cref="Capacity"/> pairs, their keys ascending.</summary>
    internal sealed class Leaf((TKey Key, TValue Value)[] pairs) : Node(pairs.Length, weight: 1)
    {
        public (TKey Key, TValue Value)[] Pairs { get; } = pairs;
    }

    /// <summary>Two subtrees and a key that parts them: above all keys on the left, above none on the right. No pair may be left that has it.</summary>
    internal sealed class Branch : Node
    {
        public Branch(Node left, TKey separator, Node right)
            : base(left.Count + right.Count, left.Weight + right.Weight) => (Left, Separator, Right) = (left, separator, right);

        private Branch(Node left, TKey separator, Node right, int count, int weight)
            : base(count, weight) => (Left, Separator, Right) = (left, separator, right);

        public Node Left { get; }

        public TKey Separator { get; }

        public Node Right { get; }

        /// <summary>This branch with another left subtree of the same weight. The right one is not looked at: most likely it is in none of the processor's caches.</summary>
        public Branch WithLeft(Node left) => new(left, Separator, Right, Count + left.Count - Left.Count, Weight);

        /// <summary>This branch with another right subtree of the same weight.</summary>
        public Branch WithRight(Node right) => new(Left, Separator, right, Count + right.Count - Right.Count, Weight);
    }
}
