// SCUT1012: nodes are marked as seen in a set keyed by reference, so shared and copied subtrees differ
using System.Collections.Immutable;

public sealed class Node(string name, ImmutableArray<Node> children)
{
    public string Name { get; } = name;
    public ImmutableArray<Node> Children { get; } = children;
}

public static class Counting
{
    public static uint Distinct(ImmutableArray<Node> nodes)
    {
        var seen = new HashSet<Node>(ReferenceEqualityComparer.Instance);
        uint count = 0;
        foreach (var node in nodes)
            if (seen.Add(node)) count++;
        return count;
    }
}

public sealed record Outline(Node Root, uint Distinct);
public sealed record OutlineSet(Node Root);

public static class OutlineReducers
{
    [Reducer]
    public static Outline Apply(Outline state, OutlineSet action) => new(action.Root, Counting.Distinct(action.Root.Children)); // here
}
