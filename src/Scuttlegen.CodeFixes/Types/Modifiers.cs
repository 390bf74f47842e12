using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Scuttlegen.CodeFixes;

/// <summary>Adds modifiers to types; comments and attributes stay where they are.</summary>
internal static class Modifiers
{
    /// <summary>The change that adds <paramref name="modifier"/> to a type: <c>partial</c> stands last, anything else before it.</summary>
    public static NodeEdit Add(TypeDeclarationSyntax type, SyntaxKind modifier) => NodeEdit.Of(type, old =>
    {
        var place = modifier == SyntaxKind.PartialKeyword ? -1 : old.Modifiers.IndexOf(SyntaxKind.PartialKeyword);
        var token = SyntaxFactory.Token(modifier).WithTrailingTrivia(SyntaxFactory.Space);
        if (place >= 0)
        {
            var next = old.Modifiers[place];
            var modifiers = old.Modifiers.Replace(next, next.WithLeadingTrivia());
            return old.WithModifiers(modifiers.Insert(place, token.WithLeadingTrivia(next.LeadingTrivia)));
        }

        var keyword = old.Keyword;
        return old.WithKeyword(keyword.WithLeadingTrivia()).WithModifiers(old.Modifiers.Add(token.WithLeadingTrivia(keyword.LeadingTrivia)));
    });
}
