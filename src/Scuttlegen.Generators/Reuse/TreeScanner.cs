using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Scuttlegen.Generators.Reuse;

/// <summary>Reads the facts of one tree.</summary>
internal sealed class TreeScanner(SyntaxTree tree, CancellationToken cancellationToken)
{
    // Extensions that code calls without naming them.
    private static readonly HashSet<string> Unnamed = new(StringComparer.Ordinal)
    {
        "Add", "Deconstruct", "Dispose", "DisposeAsync", "GetAsyncEnumerator", "GetAwaiter", "GetEnumerator", "GetPinnableReference", "Slice",
        "Cast", "GroupBy", "GroupJoin", "Join", "OrderBy", "OrderByDescending", "Select", "SelectMany", "ThenBy", "ThenByDescending", "Where",
    };

    // Where the types are that extractors and the compiler itself know by name.
    private static readonly string[] WellKnown =
        ["Scuttlegen", "Scuttlegen.Wire", "Scuttlegen.Runtime", "Scuttlegen.Crdt", "System", "Microsoft.Extensions.DependencyInjection"];

    private readonly List<DeclarationFacts> _declarations = [];
    private readonly List<ItemFacts> _items = [];
    private readonly Dictionary<ulong, ulong> _namespaces = [];
    private readonly List<ulong> _aliases = [];
    private readonly List<ulong> _globalAliases = [];
    private readonly List<NullableDirectiveTriviaSyntax> _nullable = [];
    private readonly HashSet<ulong> _usings = [];
    private ulong _header = TextHash.Add(TextHash.Basis, tree.FilePath);
    private bool _hasStatements;

    public TreeFacts Scan()
    {
        var root = (CompilationUnitSyntax)tree.GetRoot(cancellationToken);
        if (root.ContainsDirectives)
        {
            for (var directive = root.GetFirstDirective(); directive is not null; directive = directive.GetNextDirective())
            {
                if (directive is NullableDirectiveTriviaSyntax nullable) _nullable.Add(nullable);
            }
        }

        ReadUsings(root);
        if (root.AttributeLists.Count > 0)
        {
            var text = new Reader(this, _header);
            foreach (var list in root.AttributeLists) text.Read(list, isWhole: true);
            Declare([Names.Everything], text);
        }

        VisitMembers(root.Members, new Place("", TextHash.Basis, []));
        if (_hasStatements) _declarations.Add(new DeclarationFacts([Names.Of("Program")], TextHash.Basis, []));
        return new TreeFacts([.. _declarations], [.. _items], _namespaces, [.. _aliases], [.. _globalAliases]);
    }

    /// <summary>All usings of the file are taken for part of everything in it: the rare one inside a namespace is not worth a rule.</summary>
    private void ReadUsings(CompilationUnitSyntax root)
    {
        var text = new Reader(this, _header);
        foreach (var node in root.DescendantNodes(static node => node is CompilationUnitSyntax or BaseNamespaceDeclarationSyntax))
        {
            switch (node)
            {
                case UsingDirectiveSyntax { GlobalKeyword.RawKind: not 0 } global:
                    var own = new Reader(this, TextHash.Basis);
                    own.Read(global, isWhole: true);
                    Declare([Names.Everything], own);
                    if (global.Alias is { } globalAlias) _globalAliases.Add(Names.Of(globalAlias.Name.Identifier.ValueText));
                    break;
                case UsingDirectiveSyntax local:
                    text.Read(local, isWhole: true);
                    if (local.Alias is { } alias) _aliases.Add(Names.Of(alias.Name.Identifier.ValueText));
                    break;
                case ExternAliasDirectiveSyntax:
                    text.Read(node, isWhole: true);
                    break;
            }
        }

        _header = text.Hash;
        _usings.UnionWith(text.Mentions);
    }

    private void VisitMembers(SyntaxList<MemberDeclarationSyntax> members, Place place)
    {
        foreach (var member in members)
        {
            cancellationToken.ThrowIfCancellationRequested();
            switch (member)
            {
                case BaseNamespaceDeclarationSyntax space:
                    VisitMembers(space.Members, Enter(space, place));
                    break;
                case BaseTypeDeclarationSyntax or DelegateDeclarationSyntax:
                    VisitType(member, place);
                    break;
                case GlobalStatementSyntax:
                    _hasStatements = true;
                    break;
                default:
                    // Nothing else may stand outside types: while one types, it does.
                    var text = new Reader(this, _header);
                    text.Read(member, isWhole: true);
                    Declare([Names.Everything], text);
                    VisitMethod(member, place);
                    break;
            }
        }
    }

    private Place Enter(BaseNamespaceDeclarationSyntax space, Place place)
    {
        var parts = space.Name.DescendantTokens().Where(t => t.IsKind(SyntaxKind.IdentifierToken)).Select(t => t.ValueText);
        var (name, hash, mentions) = (place.Namespace, place.Hash, new HashSet<ulong>(place.Mentions));
        foreach (var part in parts)
        {
            name = name.Length == 0 ? part : name + "." + part;
            hash = TextHash.Add(hash, part);
            mentions.Add(Names.Of(part));
            _namespaces[hash] = Names.Of(part);
        }

        return new Place(name, TextHash.Add(hash, "{"), mentions);
    }

    private void VisitType(MemberDeclarationSyntax declaration, Place place)
    {
        var identifier = IdentifierOf(declaration);
        var name = identifier.ValueText;
        var keys = new HashSet<ulong> { Names.Of(name) };
        if (WellKnown.Contains(place.Namespace) || place.Namespace.StartsWith("System.", StringComparison.Ordinal)
            || name.EndsWith("ServiceCollectionExtensions", StringComparison.Ordinal)) keys.Add(Names.Everything);

        var text = new Reader(this, TextHash.Add(_header, place.Hash));
        text.Mentions.UnionWith(place.Mentions);
        text.Read(declaration, isWhole: false);

        var type = declaration as TypeDeclarationSyntax;
        if (type is not null) AddExtensions(type, keys);
        var facts = Declare([.. keys], text);
        if (type is null) return;

        if (type.AttributeLists.Count > 0) _items.Add(new ItemFacts(type.Span, AttributesOf(type), facts.Hash, facts.Mentions));
        var mentions = new HashSet<ulong>(place.Mentions) { Names.Of(name) };
        VisitInside(type, new Place(place.Namespace, TextHash.Add(TextHash.Add(place.Hash, name), (ulong)(type.TypeParameterList?.Parameters.Count ?? 0)), mentions));
    }

    private void VisitInside(TypeDeclarationSyntax type, Place place)
    {
        foreach (var member in type.Members)
        {
            if (IsNested(member)) VisitType(member, place);
            else if (member is TypeDeclarationSyntax block) VisitInside(block, place);
            else VisitMethod(member, place);
        }
    }

    private void VisitMethod(MemberDeclarationSyntax member, Place place)
    {
        if (member is not MethodDeclarationSyntax { AttributeLists.Count: > 0 } method) return;
        var text = new Reader(this, TextHash.Add(_header, place.Hash));
        text.Mentions.UnionWith(place.Mentions);
        text.Read(method, isWhole: true);
        _items.Add(new ItemFacts(method.Span, AttributesOf(method), text.Hash, SortedWithUsings(text)));
    }

    /// <summary>A static class is reached by the names of its extensions too.</summary>
    private static void AddExtensions(TypeDeclarationSyntax type, HashSet<ulong> keys)
    {
        foreach (var member in type.Members)
        {
            switch (member)
            {
                case MethodDeclarationSyntax { ParameterList.Parameters: { Count: > 0 } parameters } method when parameters[0].Modifiers.Any(SyntaxKind.ThisKeyword):
                    AddExtension(method.Identifier.ValueText);
                    break;
                case TypeDeclarationSyntax block when !IsNested(block):
                    foreach (var extension in block.Members)
                    {
                        if (extension is MethodDeclarationSyntax inner) AddExtension(inner.Identifier.ValueText);
                        else if (extension is PropertyDeclarationSyntax property) AddExtension(property.Identifier.ValueText);
                        else keys.Add(Names.Everything);
                    }

                    break;
            }
        }

        void AddExtension(string name)
        {
            keys.Add(Names.Of(name));
            if (Unnamed.Contains(name)) keys.Add(Names.Everything);
        }
    }

    private DeclarationFacts Declare(ulong[] keys, Reader text)
    {
        var facts = new DeclarationFacts(keys, text.Hash, SortedWithUsings(text));
        _declarations.Add(facts);
        return facts;
    }

    private ulong[] SortedWithUsings(Reader text)
    {
        text.Mentions.UnionWith(_usings);
        var sorted = text.Mentions.ToArray();
        Array.Sort(sorted);
        return sorted;
    }

    private static ulong[] AttributesOf(MemberDeclarationSyntax member) =>
    [
        .. member.AttributeLists.SelectMany(list => list.Attributes).Select(attribute => attribute.Name switch
        {
            QualifiedNameSyntax qualified => Names.Of(qualified.Right.Identifier.ValueText),
            AliasQualifiedNameSyntax aliased => Names.Of(aliased.Name.Identifier.ValueText),
            SimpleNameSyntax simple => Names.Of(simple.Identifier.ValueText),
            _ => Names.Everything,
        }),
    ];

    private static SyntaxToken IdentifierOf(MemberDeclarationSyntax declaration) =>
        declaration is DelegateDeclarationSyntax named ? named.Identifier : ((BaseTypeDeclarationSyntax)declaration).Identifier;

    // An extension block is a type without a name: part of the class around it.
    private static bool IsNested(SyntaxNode node) => node is DelegateDeclarationSyntax or EnumDeclarationSyntax || (node is TypeDeclarationSyntax type && !type.Identifier.IsKind(SyntaxKind.None));

    /// <summary>Where declarations stand: the namespace and the types around them.</summary>
    private sealed record Place(string Namespace, ulong Hash, HashSet<ulong> Mentions);

    /// <summary>Reads tokens: their text into a hash, and names into a set. White space and comments are nothing, directives of nullability something.</summary>
    private sealed class Reader(TreeScanner scanner, ulong start)
    {
        private int _directives;

        public ulong Hash { get; private set; } = start;

        public HashSet<ulong> Mentions { get; } = [];

        /// <param name="isWhole">Whether bodies, and types inside, are part of it.</param>
        public void Read(SyntaxNode node, bool isWhole)
        {
            foreach (var part in node.DescendantNodesAndTokens(inner => isWhole || inner == node || !IsApart(inner)))
            {
                if (part.IsToken) Read(part.AsToken());
                else if (!isWhole && IsApart(part.AsNode()!)) ReadApart(part.AsNode()!);
            }
        }

        private void Read(SyntaxToken token)
        {
            while (_directives < scanner._nullable.Count && scanner._nullable[_directives].SpanStart < token.SpanStart)
                Hash = TextHash.Add(Hash, scanner._nullable[_directives++].ToString());
            Hash = TextHash.Add(Hash, token.Text);
            if (token.IsKind(SyntaxKind.IdentifierToken)) Mentions.Add(Names.Of(token.ValueText));
        }

        // That there is a body, and that there is a type of that name, is part of what the members say; so is whether an accessor keeps a value. From a type to those
        // nested in it no name need lead (the cases of a union): they count as mentioned.
        private void ReadApart(SyntaxNode node)
        {
            Hash = TextHash.Add(Hash, node.RawKind.ToString(System.Globalization.CultureInfo.InvariantCulture));
            if (node is not MemberDeclarationSyntax nested)
            {
                if (node.Parent is not BaseMethodDeclarationSyntax && node.DescendantTokens().Any(token => token.ValueText == "field")) Hash = TextHash.Add(Hash, "field");
                return;
            }

            Hash = TextHash.Add(Hash, IdentifierOf(nested).ValueText);
            Mentions.Add(Names.Of(IdentifierOf(nested).ValueText));
            var parameters = nested is DelegateDeclarationSyntax function ? function.TypeParameterList : (nested as TypeDeclarationSyntax)?.TypeParameterList;
            Hash = TextHash.Add(Hash, (ulong)(parameters?.Parameters.Count ?? 0));
        }

        private static bool IsApart(SyntaxNode node) => node switch
        {
            BlockSyntax or ArrowExpressionClauseSyntax => node.Parent switch
            {
                // A constructor's code says whether members keep what it is given.
                ConstructorDeclarationSyntax => false,

                // A partial method's code may be read together with the declaration that has the attribute.
                BaseMethodDeclarationSyntax method => !method.Modifiers.Any(SyntaxKind.PartialKeyword),
                AccessorDeclarationSyntax or BasePropertyDeclarationSyntax => true,
                _ => false,
            },
            _ => IsNested(node),
        };
    }
}
