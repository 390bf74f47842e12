using System.Composition;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Scuttlegen.CodeFixes;

/// <summary>Seals an action or state type that nothing derives from.</summary>
[ExportCodeFixProvider(LanguageNames.CSharp, Name = nameof(SealedFix))]
[Shared]
public sealed class SealedFix() : SinkFix(NotSealed)
{
    private const string NotSealed = "SCUT3007";

    private protected override Location PlaceOf(Diagnostic diagnostic) => diagnostic.Location;

    private protected override IEnumerable<Offer> OffersFor(SyntaxNode sink, SemanticModel model, CancellationToken cancellation)
    {
        if (sink.FirstAncestorOrSelf<TypeDeclarationSyntax>() is not { } type
            || model.GetDeclaredSymbol(type, cancellation) is not { TypeKind: TypeKind.Class, IsAbstract: false, IsSealed: false, IsStatic: false } symbol)
        {
            yield break;
        }

        yield return new Offer($"Seal '{symbol.Name}'", "Scuttlegen.Seal", [Modifiers.Add(type, SyntaxKind.SealedKeyword)]) { MustCompile = symbol.Name };
    }
}
