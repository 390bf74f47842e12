// silent: a balanced tree is no higher than so many levels, and recursion that goes deeper is refused
public sealed record Node(int Key, Node? Left, Node? Right);

public sealed record Index(Node? Root, int Size);

public sealed record Counted;

public static class IndexReducer
{
    private const int MaxHeight = 64;

    [Reducer]
    public static Index Apply(Index state, Counted action) => state with { Size = SizeOf(state.Root, MaxHeight) };

    private static int SizeOf(Node? node, int levels)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(levels);
        return node is null ? 0 : 1 + SizeOf(node.Left, levels - 1) + SizeOf(node.Right, levels - 1);
    }
}
