using System.Composition;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Scuttlegen.CodeFixes;

/// <summary>
/// A member of a state or an action becomes one that cannot change: its collection type the immutable one, its setter <c>init</c>, its field
/// <c>readonly</c>. Only where everything that uses it compiles afterwards.
/// </summary>
[ExportCodeFixProvider(LanguageNames.CSharp, Name = nameof(ImmutableMemberFix))]
[Shared]
public sealed class ImmutableMemberFix() : SinkFix(MutableActionMember, MutableStateMember)
{
    private const string MutableActionMember = "SCUT3006";
    private const string MutableStateMember = "SCUT4002";
    private const string Key = "Scuttlegen.MakeImmutable";

    private protected override Location PlaceOf(Diagnostic diagnostic) => diagnostic.Location;

    private protected override IEnumerable<Offer> OffersFor(SyntaxNode sink, SemanticModel model, CancellationToken cancellation)
    {
        var member = sink.AncestorsAndSelf().FirstOrDefault(static node => node is PropertyDeclarationSyntax or FieldDeclarationSyntax or ParameterSyntax);
        var declared = member switch
        {
            PropertyDeclarationSyntax property => model.GetDeclaredSymbol(property, cancellation),
            FieldDeclarationSyntax { Declaration.Variables: [var variable] } => model.GetDeclaredSymbol(variable, cancellation),
            ParameterSyntax { Parent.Parent: RecordDeclarationSyntax record } parameter =>
                model.GetDeclaredSymbol(record, cancellation)?.GetMembers(parameter.Identifier.ValueText).OfType<IPropertySymbol>().FirstOrDefault(),
            _ => null,
        };
        if (declared is null || declared.IsStatic || CollectionTypeChange.TypeOf(declared) is not { } type || !CollectionTypes.Immutable.Freezes(type))
            yield break;

        var edits = new List<NodeEdit>();
        var title = "";
        if (CollectionTypeChange.To(CollectionTypes.Immutable, declared, model, cancellation) is { } change)
        {
            title = $"Make '{declared.Name}' an '{change.TypeName}'";
            edits.AddRange(change.Edits);
            if (change.TypeName == "ImmutableArray" && member is PropertyDeclarationSyntax property && NeedsEmpty(property))
                edits.Add(NodeEdit.Of(property, StartEmpty));
        }

        else if (CollectionTypes.Immutable.NewNameOf(type) is not null)
        {
            yield break;
        }

        if (Freeze(member) is var (frozen, freezing))
        {
            title = title.Length == 0 ? $"Make '{declared.Name}' {frozen}" : title;
            edits.Add(freezing);
        }

        if (edits.Count > 0)
            yield return new Offer(title, Key, [.. edits]) { MustCompile = declared.Name };
    }

    private static (string Word, NodeEdit Edit)? Freeze(SyntaxNode? member)
    {
        switch (member)
        {
            case PropertyDeclarationSyntax { AccessorList: { } accessors } when accessors.Accessors.FirstOrDefault(static accessor => accessor.IsKind(SyntaxKind.SetAccessorDeclaration)) is { } setter:
                return ("init-only", NodeEdit.Of(setter, static old => SyntaxFactory.AccessorDeclaration(
                    SyntaxKind.InitAccessorDeclaration, old.AttributeLists, old.Modifiers, SyntaxFactory.Token(SyntaxKind.InitKeyword).WithTriviaFrom(old.Keyword), old.Body, old.ExpressionBody, old.SemicolonToken)));

            case FieldDeclarationSyntax field when !field.Modifiers.Any(static modifier => modifier.RawKind is (int)SyntaxKind.ReadOnlyKeyword or (int)SyntaxKind.ConstKeyword or (int)SyntaxKind.VolatileKeyword):
                return ("read-only", NodeEdit.Of(field, static old =>
                {
                    var first = old.Declaration.GetFirstToken();
                    var keyword = SyntaxFactory.Token(SyntaxKind.ReadOnlyKeyword).WithLeadingTrivia(first.LeadingTrivia).WithTrailingTrivia(SyntaxFactory.Space);
                    return old.WithDeclaration(old.Declaration.ReplaceToken(first, first.WithLeadingTrivia())).AddModifiers(keyword);
                }));

            default:
                return null;
        }
    }

    /// <summary>Where an array was <see langword="null"/>, an immutable one would be neither null nor empty.</summary>
    private static bool NeedsEmpty(PropertyDeclarationSyntax property) =>
        property is { Initializer: null, AccessorList: { } accessors, Parent: ClassDeclarationSyntax or RecordDeclarationSyntax { RawKind: (int)SyntaxKind.RecordDeclaration }, Type: not NullableTypeSyntax }
        && !property.Modifiers.Any(SyntaxKind.RequiredKeyword)
        && accessors.Accessors.All(static accessor => accessor is { Body: null, ExpressionBody: null });

    private static PropertyDeclarationSyntax StartEmpty(PropertyDeclarationSyntax property)
    {
        var ending = property.GetTrailingTrivia();
        return property
            .WithAccessorList(property.AccessorList!.WithTrailingTrivia(SyntaxFactory.Space))
            .WithInitializer(SyntaxFactory.EqualsValueClause(SyntaxFactory.Token(SyntaxKind.EqualsToken).WithTrailingTrivia(SyntaxFactory.Space), SyntaxFactory.ParseExpression("[]")))
            .WithSemicolonToken(SyntaxFactory.Token(SyntaxKind.SemicolonToken).WithTrailingTrivia(ending));
    }
}
