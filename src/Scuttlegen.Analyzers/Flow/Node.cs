using Microsoft.CodeAnalysis;

namespace Scuttlegen.Analyzers.Flow;

/// <summary>
/// An abstract object: all objects that one place of the analysed member stands for. Nodes are compared by reference; the
/// interpreter that made them sees to it that one place has one node.
/// </summary>
internal sealed class Node
{
    private readonly Dictionary<RootPath, Node>? _family;

    private Node(NodeKind kind, ISymbol? symbol, RootPath? path, Dictionary<RootPath, Node>? family, ITypeSymbol? type, SyntaxNode? site)
    {
        Kind = kind;
        Symbol = symbol;
        Path = path;
        _family = family;
        Type = type;
        Site = site;
    }

    public NodeKind Kind { get; }

    /// <summary>The parameter, captured variable or static; for <c>this</c>, the type.</summary>
    public ISymbol? Symbol { get; }

    /// <summary>Of a root, the way that leads here.</summary>
    public RootPath? Path { get; }

    /// <summary>The type that was created, where one was.</summary>
    public ITypeSymbol? Type { get; }

    /// <summary>Where it was created.</summary>
    public SyntaxNode? Site { get; }

    /// <summary>Whether it is evaluated when it is looked at: an iterator or a query.</summary>
    public bool IsLazy { get; set; }

    /// <summary>Whether it is another name for an object that was not made here.</summary>
    public bool IsAlias { get; set; }

    /// <summary>Whether it is what a root itself refers to.</summary>
    public bool IsItself => Path is { IsItself: true };

    /// <summary>What reading a member of an object that this member did not make leads to.</summary>
    public Node Step(ISymbol? member) => Path switch
    {
        { Depth: RootDepth.Itself } => Relative(RootDepth.Member, member),
        { Depth: RootDepth.Member } => Relative(RootDepth.Inside, Path.Member),
        _ => this,
    };

    /// <summary>What reading any members leads to.</summary>
    public Node Anywhere => Path switch
    {
        { Depth: RootDepth.Itself } => Relative(RootDepth.Anywhere, null),
        { Depth: RootDepth.Member } => Relative(RootDepth.Inside, Path.Member),
        _ => this,
    };

    public static Node Root(ISymbol symbol)
    {
        var path = new RootPath(symbol, RootDepth.Itself, null);
        var family = new Dictionary<RootPath, Node>();
        var root = new Node(NodeKind.Root, symbol, path, family, null, null);
        family.Add(path, root);
        return root;
    }

    public static Node Static(ISymbol symbol) => new(NodeKind.Static, symbol, null, null, null, null);

    public static Node Fresh(ITypeSymbol? type, SyntaxNode site, bool isLazy = false) => new(NodeKind.Fresh, null, null, null, type, site) { IsLazy = isLazy };

    private Node Relative(RootDepth depth, ISymbol? member)
    {
        var path = new RootPath(Symbol!, depth, member);
        if (!_family!.TryGetValue(path, out var node))
        {
            node = new Node(NodeKind.Root, Symbol, path, _family, null, null);
            _family.Add(path, node);
        }

        return node;
    }
}

internal enum NodeKind
{
    /// <summary>What a parameter, <c>this</c> or a captured variable leads to when the member begins.</summary>
    Root,

    /// <summary>What a static field or property holds, and whatever can be reached from it.</summary>
    Static,

    /// <summary>Made by this member, or by one that it calls.</summary>
    Fresh,
}
