using System.Collections.Immutable;
using Microsoft.CodeAnalysis;

namespace Scuttlegen.CodeFixes;

/// <summary>The change of one node; changes of nodes inside it come first.</summary>
/// <param name="Node">The node as it stands in the tree.</param>
/// <param name="Change">Makes the new node of what the changes inside it left.</param>
internal sealed record NodeEdit(SyntaxNode Node, Func<SyntaxNode, SyntaxNode> Change)
{
    /// <summary>Namespaces that the new node needs.</summary>
    public ImmutableArray<string> Usings { get; init; } = [];

    /// <summary>A change that needs what <paramref name="type"/> needs to be named.</summary>
    public NodeEdit With(in TypeReference type) => type.Using is { } name ? this with { Usings = Usings.Add(name) } : this;

    /// <summary>A change of an expression.</summary>
    public static NodeEdit Of<T>(T node, Func<T, SyntaxNode> change)
        where T : SyntaxNode =>
        new(node, current => change((T)current));
}

/// <summary>One way out of a finding.</summary>
/// <param name="Title">What the user reads.</param>
/// <param name="Key">The same for findings that are fixed all at once.</param>
/// <param name="Edits">What it changes.</param>
internal sealed record Offer(string Title, string Key, ImmutableArray<NodeEdit> Edits)
{
    /// <summary>A member whose every use must compile afterwards, else the offer is void; <see langword="null"/>: nothing can break.</summary>
    public string? MustCompile { get; init; }
}
