using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Scuttlegen.CodeFixes;

/// <summary>Another collection type for a local or member: at its declaration, and where it is given a new collection in the same files.</summary>
/// <param name="TypeName">The new type's name, without arguments.</param>
/// <param name="Edits">The changes.</param>
internal sealed record CollectionTypeChange(string TypeName, ImmutableArray<NodeEdit> Edits)
{
    /// <summary>The change by <paramref name="map"/>, or <see langword="null"/> where the declaration cannot be changed.</summary>
    public static CollectionTypeChange? To(CollectionTypes map, ISymbol declared, SemanticModel model, CancellationToken cancellation)
    {
        if (declared is not (ILocalSymbol or IPropertySymbol or IFieldSymbol)
            || declared.DeclaringSyntaxReferences is not [var reference]
            || TypeOf(reference.GetSyntax(cancellation)) is not { } written)
        {
            return null;
        }

        var type = TypeOf(declared);
        if (map.NewNameOf(type) is not { } name)
            return null;

        var there = model.SyntaxTree == written.SyntaxTree ? model : model.Compilation.GetSemanticModel(written.SyntaxTree);
        var creation = new CollectionCreation(name, type!, map);
        var edits = ImmutableArray.CreateBuilder<NodeEdit>();
        if (!written.IsVar)
            edits.Add(Rename(written, type!, name, map, there));
        foreach (var value in ValuesOf(declared, there, cancellation).Concat(there == model ? [] : ValuesOf(declared, model, cancellation)))
        {
            var at = value.SyntaxTree == model.SyntaxTree ? model : there;
            if (creation.EditOf(value, at, cancellation) is { } edit)
                edits.Add(edit);
        }

        return edits.Count == 0 ? null : new CollectionTypeChange(name, edits.ToImmutable());
    }

    /// <summary>What a local or member holds.</summary>
    public static ITypeSymbol? TypeOf(ISymbol declared) => declared switch { ILocalSymbol local => local.Type, IPropertySymbol property => property.Type, IFieldSymbol field => field.Type, _ => null };

    private static TypeSyntax? TypeOf(SyntaxNode declaration) => declaration switch
    {
        VariableDeclaratorSyntax { Parent: VariableDeclarationSyntax { Variables.Count: 1 } variables } => variables.Type,
        PropertyDeclarationSyntax property => property.Type,
        ParameterSyntax { Parent.Parent: RecordDeclarationSyntax } parameter => parameter.Type,
        _ => null,
    };

    private static NodeEdit Rename(TypeSyntax written, ITypeSymbol type, string name, CollectionTypes map, SemanticModel model)
    {
        var collection = written is NullableTypeSyntax nullable ? nullable.ElementType : written;
        var reference = CollectionTypes.ReferenceTo(name, written.SpanStart, model);
        return NodeEdit.Of(collection, old => SyntaxFactory.ParseTypeName($"{reference.Name}<{ArgumentsOf(old)}>").WithTriviaFrom(old)).With(reference);

        // As they are written, as long as they stay what they are.
        string ArgumentsOf(TypeSyntax old) => map.ChangesArgumentsOf(type) ? map.ArgumentsOf(type, written.SpanStart, model) : old switch
        {
            ArrayTypeSyntax array => array.ElementType.ToString(),
            GenericNameSyntax generic => generic.TypeArgumentList.Arguments.ToString(),
            QualifiedNameSyntax { Right: GenericNameSyntax generic } => generic.TypeArgumentList.Arguments.ToString(),
            AliasQualifiedNameSyntax { Name: GenericNameSyntax generic } => generic.TypeArgumentList.Arguments.ToString(),
            _ => map.ArgumentsOf(type, written.SpanStart, model),
        };
    }

    /// <summary>What it is set to, as far as the file says: initialisers, assignments, arguments for a record's parameter.</summary>
    private static IEnumerable<ExpressionSyntax> ValuesOf(ISymbol declared, SemanticModel model, CancellationToken cancellation)
    {
        var declaration = declared.DeclaringSyntaxReferences[0].GetSyntax(cancellation);
        foreach (var node in model.SyntaxTree.GetRoot(cancellation).DescendantNodes())
        {
            switch (node)
            {
                case EqualsValueClauseSyntax { Parent: VariableDeclaratorSyntax or PropertyDeclarationSyntax or ParameterSyntax } initializer when initializer.Parent == declaration:
                    yield return initializer.Value;
                    break;
                case AssignmentExpressionSyntax { RawKind: (int)SyntaxKind.SimpleAssignmentExpression } assignment
                    when LastName(assignment.Left) == declared.Name && SymbolEqualityComparer.Default.Equals(model.GetSymbolInfo(assignment.Left, cancellation).Symbol, declared):
                    yield return assignment.Right;
                    break;
                case ArgumentSyntax argument when declaration is ParameterSyntax && ParameterOf(argument, model, cancellation)?.DeclaringSyntaxReferences is [var parameter] && parameter.GetSyntax(cancellation) == declaration:
                    yield return argument.Expression;
                    break;
            }
        }
    }

    private static string? LastName(ExpressionSyntax target) => target switch
    {
        IdentifierNameSyntax name => name.Identifier.ValueText,
        MemberAccessExpressionSyntax access => access.Name.Identifier.ValueText,
        _ => null,
    };

    private static IParameterSymbol? ParameterOf(ArgumentSyntax argument, SemanticModel model, CancellationToken cancellation) =>
        argument.Parent?.Parent is BaseObjectCreationExpressionSyntax or ConstructorInitializerSyntax or PrimaryConstructorBaseTypeSyntax
            && model.GetOperation(argument, cancellation) is Microsoft.CodeAnalysis.Operations.IArgumentOperation operation
                ? operation.Parameter
                : null;
}
