namespace Scuttlegen.Crdt;

/// <summary>A node of a <see cref="ReplicatedTree{T}"/>: where it is, and what it holds.</summary>
/// <typeparam name="T">The type of the value.</typeparam>
/// <param name="Id">The node.</param>
/// <param name="Parent">The node that it is a child of.</param>
/// <param name="Value">What it holds.</param>
public readonly record struct TreeNode<T>(TreeNodeId Id, TreeNodeId Parent, T Value);
