using Microsoft.CodeAnalysis;

namespace Scuttlegen.Generators.Extraction;

/// <summary>The attributes that users write.</summary>
internal static class Attributes
{
    public const string Namespace = "Scuttlegen";
    public const string Action = "GossipActionAttribute";
    public const string Store = "GossipStoreAttribute";
    public const string Reducer = "ReducerAttribute";

    /// <summary>The first attribute of that name, if any.</summary>
    public static AttributeData? Find(ISymbol symbol, string name)
    {
        foreach (var attribute in symbol.GetAttributes())
        {
            if (attribute.AttributeClass is { } type && type.Name == name && type.Is(Namespace, name)) return attribute;
        }

        return null;
    }

    /// <summary>Whether <paramref name="node"/> is the one declaration that stands for the symbol, however many carry the attribute.</summary>
    public static bool IsPrimaryDeclaration(ISymbol symbol, string attribute, SyntaxNode node) =>
        Find(symbol, attribute)?.ApplicationSyntaxReference is { } reference
        && reference.SyntaxTree == node.SyntaxTree
        && node.FullSpan.Contains(reference.Span);

    public static Location? LocationOf(AttributeData? attribute) =>
        attribute?.ApplicationSyntaxReference is { } reference ? reference.SyntaxTree.GetLocation(reference.Span) : null;
}
