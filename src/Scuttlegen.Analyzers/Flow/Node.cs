using Microsoft.CodeAnalysis;

namespace Scuttlegen.Analyzers.Flow;

/// <summary>
/// An abstract object: all objects that one place of the analysed member stands for. Nodes are compared by reference; the
/// interpreter that made them sees to it that one place has one node.
/// </summary>
internal sealed class Node
{
    private Node? _reached;

    private Node(NodeKind kind, ISymbol? symbol, ITypeSymbol? type, SyntaxNode? site)
    {
        Kind = kind;
        Symbol = symbol;
        Type = type;
        Site = site;
    }

    public NodeKind Kind { get; }

    /// <summary>The parameter, captured variable or static; for <c>this</c>, the type.</summary>
    public ISymbol? Symbol { get; }

    /// <summary>The type that was created, where one was.</summary>
    public ITypeSymbol? Type { get; }

    /// <summary>Where it was created.</summary>
    public SyntaxNode? Site { get; }

    /// <summary>Whether it is evaluated when it is looked at: an iterator or a query.</summary>
    public bool IsLazy { get; set; }

    /// <summary>What reading a member of an object that this member did not make leads to.</summary>
    public Node Reached => _reached ?? this;

    public bool IsRoot => Kind is NodeKind.Root or NodeKind.Reached;

    public static Node Root(ISymbol symbol) => new(NodeKind.Root, symbol, null, null) { _reached = new(NodeKind.Reached, symbol, null, null) };

    public static Node Static(ISymbol symbol) => new(NodeKind.Static, symbol, null, null);

    public static Node Fresh(ITypeSymbol? type, SyntaxNode site, bool isLazy = false) => new(NodeKind.Fresh, null, type, site) { IsLazy = isLazy };
}

internal enum NodeKind
{
    /// <summary>What a parameter, <c>this</c> or a captured variable refers to when the member begins. For a <c>ref</c> parameter, the place.</summary>
    Root,

    /// <summary>Whatever can be reached from a root by reading members and elements.</summary>
    Reached,

    /// <summary>What a static field or property holds, and whatever can be reached from it.</summary>
    Static,

    /// <summary>Made by this member, or by one that it calls.</summary>
    Fresh,
}
