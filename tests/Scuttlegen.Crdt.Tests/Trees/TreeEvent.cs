using Tree = Scuttlegen.Crdt.ReplicatedTree<string>;

namespace Scuttlegen.Crdt.Tests;

/// <summary>What happened to a tree: a move if there is a parent, a write if there is a value, a creation if there are both. Told apart by reference.</summary>
public sealed record TreeEvent(Stamp Stamp, uint N, TreeNodeId Node, TreeNodeId? Parent, bool IsCreation, string? Value)
{
    public Mutation<Tree, Tree> ApplyTo(Tree tree)
    {
        if (IsCreation) return tree.Create(Parent!.Value, Value!, Node.Dot, Stamp);
        if (Parent is not { } parent) return tree.SetValue(Node, Value!, Stamp);
        return parent.IsTrash ? tree.Remove(Node, Stamp, N) : tree.Move(Node, parent, Stamp, N);
    }
}
