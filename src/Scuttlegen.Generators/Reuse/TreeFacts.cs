using System.Runtime.CompilerServices;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Text;

namespace Scuttlegen.Generators.Reuse;

/// <summary>Something declared, as far as other files can tell: a type without the bodies of its methods, or a global using.</summary>
/// <param name="Keys">The names by which code elsewhere can reach it.</param>
/// <param name="Hash">What it says and where it stands.</param>
/// <param name="Mentions">The names that occur in it, sorted: nothing else can decide what it means.</param>
internal sealed record DeclarationFacts(ulong[] Keys, ulong Hash, ulong[] Mentions);

/// <summary>A declaration with attributes, which may be one that a generator looks for.</summary>
/// <param name="Attributes">The names of the attributes as written.</param>
/// <param name="Hash">All that an extractor may read of it: of a method everything, of a type everything but bodies.</param>
internal sealed record ItemFacts(TextSpan Span, ulong[] Attributes, ulong Hash, ulong[] Mentions);

/// <summary>
/// What of one file can decide an extraction. It is worked out from syntax alone, once for each tree, and it holds no syntax: whoever keeps it keeps no tree alive.
/// </summary>
internal sealed class TreeFacts(
    DeclarationFacts[] declarations, ItemFacts[] items, IReadOnlyDictionary<ulong, ulong> namespaces, ulong[] aliases, ulong[] globalAliases)
{
    // What a tree says never changes; the table lets go of it together with the tree.
    private static readonly ConditionalWeakTable<SyntaxTree, TreeFacts> Known = new();

    public IReadOnlyList<DeclarationFacts> Declarations { get; } = declarations;

    public IReadOnlyList<ItemFacts> Items { get; } = items;

    /// <summary>The namespaces by their full names, each with its last. That there is one matters, not how often it is declared.</summary>
    public IReadOnlyDictionary<ulong, ulong> Namespaces { get; } = namespaces;

    /// <summary>Names that usings of the file give to something else.</summary>
    public ulong[] Aliases { get; } = aliases;

    /// <summary>Names that global usings of the file give to something else.</summary>
    public ulong[] GlobalAliases { get; } = globalAliases;

    public static TreeFacts Of(SyntaxTree tree, CancellationToken cancellationToken)
    {
        if (Known.TryGetValue(tree, out var known)) return known;
        var facts = new TreeScanner(tree, cancellationToken).Scan();
        return Known.GetValue(tree, _ => facts);
    }
}
