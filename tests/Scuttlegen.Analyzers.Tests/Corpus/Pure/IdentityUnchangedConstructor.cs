// silent: where nothing changed, the object is what a constructor would make of its own members, and no copy is made
public sealed class Node(int key, Node? left, Node? right)
{
    public int Key { get; } = key;

    public Node? Left { get; } = left;

    public Node? Right { get; } = right;

    public int Size { get; } = 1 + (left?.Size ?? 0) + (right?.Size ?? 0);

    public static Node With(Node pair, Node? left, Node? right) =>
        ReferenceEquals(pair.Left, left) && ReferenceEquals(pair.Right, right) ? pair : new Node(pair.Key, left, right);
}

public sealed class Pair
{
    private readonly Node? _first;
    private readonly Node? _second;

    public Pair(Node? first, Node? second) => (_first, _second) = (first, second);

    public Node? First => _first;

    public Pair Swap(Node? first, Node? second, bool isKnown)
    {
        if (isKnown && ReferenceEquals(first, _first)) return this;
        return new Pair(first, isKnown ? _second : second);
    }

    public Pair Change(Node? first, Node? second)
    {
        if (!ReferenceEquals(first, _first) || !ReferenceEquals(second, _second)) return new Pair(first, second);
        return this;
    }
}

public sealed record Forest(Node Root, Pair Pair);

public sealed record Grafted(Node? Left, Node? Right);

public static class ForestReducer
{
    [Reducer]
    public static Forest Apply(Forest state, Grafted action)
    {
        var root = Node.With(state.Root, action.Left, action.Right);
        return new Forest(root, state.Pair.Swap(root, action.Right, root.Size > 3).Change(action.Left, root));
    }
}
