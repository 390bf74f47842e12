using System.Composition;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Scuttlegen.CodeFixes;

/// <summary>Makes a type, and each around it, <c>partial</c>, so that code can be generated into it.</summary>
[ExportCodeFixProvider(LanguageNames.CSharp, Name = nameof(PartialFix))]
[Shared]
public sealed class PartialFix() : SinkFix(NotPartial)
{
    private const string NotPartial = "SCUT0001";

    private protected override Location PlaceOf(Diagnostic diagnostic) => diagnostic.Location;

    private protected override IEnumerable<Offer> OffersFor(SyntaxNode sink, SemanticModel model, CancellationToken cancellation)
    {
        if (sink.FirstAncestorOrSelf<TypeDeclarationSyntax>() is not { } type)
            yield break;
        var missing = type.AncestorsAndSelf().OfType<TypeDeclarationSyntax>().Where(static part => !part.Modifiers.Any(SyntaxKind.PartialKeyword)).ToList();
        if (missing.Count > 0)
            yield return new Offer($"Make '{type.Identifier.ValueText}' partial", "Scuttlegen.MakePartial", [.. missing.Select(static part => Modifiers.Add(part, SyntaxKind.PartialKeyword))]);
    }
}
