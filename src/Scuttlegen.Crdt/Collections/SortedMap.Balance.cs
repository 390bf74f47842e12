namespace Scuttlegen.Crdt.Collections;

internal readonly partial struct SortedMap<TKey, TValue, TOrder>
{
    // A sibling is never more than Delta times as large; Ratio decides between a single and a double rotation.
    private const int Delta = 3;
    private const int Ratio = 2;

    private static int SizeOf(Node? node) => node?.Size ?? 0;

    private static Node? Build(ReadOnlySpan<(TKey Key, TValue Value)> pairs)
    {
        if (pairs.IsEmpty) return null;
        var middle = pairs.Length / 2;
        return new Node(pairs[middle].Key, pairs[middle].Value, Build(pairs[..middle]), Build(pairs[(middle + 1)..]));
    }

    private static Node Insert(Node? node, TKey key, TValue value)
    {
        if (node is null) return new Node(key, value, null, null);
        var order = default(TOrder).Compare(key, node.Key);
        if (order < 0)
        {
            var left = Insert(node.Left, key, value);
            return ReferenceEquals(left, node.Left) ? node : Balance(node, left, node.Right);
        }

        if (order > 0)
        {
            var right = Insert(node.Right, key, value);
            return ReferenceEquals(right, node.Right) ? node : Balance(node, node.Left, right);
        }

        return IsSame(value, node.Value) ? node : new Node(key, value, node.Left, node.Right);
    }

    private static Node? Delete(Node? node, TKey key)
    {
        if (node is null) return null;
        var order = default(TOrder).Compare(key, node.Key);
        if (order == 0) return Glue(node.Left, node.Right);
        if (order < 0)
        {
            var left = Delete(node.Left, key);
            return ReferenceEquals(left, node.Left) ? node : Balance(node, left, node.Right);
        }

        var right = Delete(node.Right, key);
        return ReferenceEquals(right, node.Right) ? node : Balance(node, node.Left, right);
    }

    /// <summary>Joins two trees of any sizes around a pair that lies between them.</summary>
    private static Node Link(Node pair, Node? left, Node? right)
    {
        if (left is null) return InsertMinimum(pair, right);
        if (right is null) return InsertMaximum(pair, left);
        if (Delta * left.Size < right.Size) return Balance(right, Link(pair, left, right.Left), right.Right);
        if (Delta * right.Size < left.Size) return Balance(left, left.Left, Link(pair, left.Right, right));
        return With(pair, left, right);
    }

    /// <summary>Joins two trees of any sizes, all of the one below all of the other.</summary>
    private static Node? Link(Node? left, Node? right)
    {
        if (left is null) return right;
        if (right is null) return left;
        if (Delta * left.Size < right.Size) return Balance(right, Link(left, right.Left), right.Right);
        if (Delta * right.Size < left.Size) return Balance(left, left.Left, Link(left.Right, right));
        return Glue(left, right);
    }

    /// <summary>Joins two trees that are balanced against each other.</summary>
    private static Node? Glue(Node? left, Node? right)
    {
        if (left is null) return right;
        if (right is null) return left;
        if (left.Size > right.Size)
        {
            var maximum = left;
            while (maximum.Right is not null) maximum = maximum.Right;
            return Balance(maximum, DeleteMaximum(left), right);
        }

        var minimum = right;
        while (minimum.Left is not null) minimum = minimum.Left;
        return Balance(minimum, left, DeleteMinimum(right));
    }

    private static Node InsertMinimum(Node pair, Node? node) =>
        node is null ? With(pair, null, null) : Balance(node, InsertMinimum(pair, node.Left), node.Right);

    private static Node InsertMaximum(Node pair, Node? node) =>
        node is null ? With(pair, null, null) : Balance(node, node.Left, InsertMaximum(pair, node.Right));

    private static Node? DeleteMinimum(Node node) => node.Left is null ? node.Right : Balance(node, DeleteMinimum(node.Left), node.Right);

    private static Node? DeleteMaximum(Node node) => node.Right is null ? node.Left : Balance(node, node.Left, DeleteMaximum(node.Right));

    /// <summary>A node of <paramref name="pair"/> over two trees of which at most one is off balance by one insertion or deletion.</summary>
    private static Node Balance(Node pair, Node? left, Node? right)
    {
        var leftSize = SizeOf(left);
        var rightSize = SizeOf(right);
        if (leftSize + rightSize <= 1) return With(pair, left, right);
        if (rightSize > Delta * leftSize)
        {
            return SizeOf(right!.Left) < Ratio * SizeOf(right.Right)
                ? With(right, With(pair, left, right.Left), right.Right)
                : With(right.Left!, With(pair, left, right.Left!.Left), With(right, right.Left.Right, right.Right));
        }

        if (leftSize > Delta * rightSize)
        {
            return SizeOf(left!.Right) < Ratio * SizeOf(left.Left)
                ? With(left, left.Left, With(pair, left.Right, right))
                : With(left.Right!, With(left, left.Left, left.Right!.Left), With(pair, left.Right.Right, right));
        }

        return With(pair, left, right);
    }

    private static Node With(Node pair, Node? left, Node? right) =>
        ReferenceEquals(pair.Left, left) && ReferenceEquals(pair.Right, right) ? pair : new Node(pair.Key, pair.Value, left, right);

    // Of classes whether it is one instance: whether two are equal can cost more than a new node.
    private static bool IsSame(TValue left, TValue right) =>
        typeof(TValue).IsValueType ? EqualityComparer<TValue>.Default.Equals(left, right) : ReferenceEquals(left, right);
}
