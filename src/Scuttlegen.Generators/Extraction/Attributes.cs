using Microsoft.CodeAnalysis;

namespace Scuttlegen.Generators.Extraction;

/// <summary>The attributes that users write.</summary>
internal static class Attributes
{
    public const string Namespace = "Scuttlegen";
    public const string Action = "GossipActionAttribute";
    public const string Store = "GossipStoreAttribute";
    public const string Reducer = "ReducerAttribute";
    public const string LocalAction = "LocalActionAttribute";
    public const string Union = "GossipUnionAttribute";
    public const string LocalSlice = "LocalSliceAttribute";
    public const string Guard = "GuardAttribute";
    public const string Verifier = "VerifierAttribute";
    public const string Signer = "SignerAttribute";
    public const string Admission = "AdmissionAttribute";

    /// <summary>The one that is the CRDT library's.</summary>
    public const string CrdtState = "CrdtStateAttribute";

    /// <summary>The first attribute of that name, if any.</summary>
    public static AttributeData? Find(ISymbol symbol, string name)
    {
        foreach (var attribute in symbol.GetAttributes())
        {
            if (attribute.AttributeClass is { } type && type.Name == name && type.Is(name == CrdtState ? Namespace + ".Crdt" : Namespace, name)) return attribute;
        }

        return null;
    }

    /// <summary>Whether the property, or the positional parameter that declares it, is marked as a local slice.</summary>
    public static bool IsLocalSlice(IPropertySymbol property) =>
        Find(property, LocalSlice) is not null
        || (property.ContainingType.IsRecord && property.ContainingType.InstanceConstructors.Any(c =>
            c.Parameters.Any(p => p.Name == property.Name && Find(p, LocalSlice) is not null)));

    /// <summary>Whether <paramref name="node"/> is the one declaration that stands for the symbol, however many carry the attribute.</summary>
    public static bool IsPrimaryDeclaration(ISymbol symbol, string attribute, SyntaxNode node) =>
        Find(symbol, attribute)?.ApplicationSyntaxReference is { } reference
        && reference.SyntaxTree == node.SyntaxTree
        && node.FullSpan.Contains(reference.Span);

    public static Location? LocationOf(AttributeData? attribute) =>
        attribute?.ApplicationSyntaxReference is { } reference ? reference.SyntaxTree.GetLocation(reference.Span) : null;
}
