// SCUT2003: an instance field's initialiser takes the next number of a static sequence
public static class Sequence
{
    private static int _next;

    public static int Next() => _next++;
}

public sealed class Node
{
    private readonly int _number = Sequence.Next();

    public bool IsEven => _number % 2 == 0;
}

public sealed record Tree(bool Even);

public sealed record Planted;

public static class TreeReducer
{
    [Reducer]
    public static Tree Apply(Tree state, Planted action)
    {
        var node = new Node(); // here
        return new Tree(node.IsEven);
    }
}
