using System.Composition;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Scuttlegen.Analyzers;

namespace Scuttlegen.CodeFixes;

/// <summary>
/// <c>list.Sort(comparison)</c> and <c>Array.Sort(array, comparison)</c> become <c>OrderBy</c>, which leaves equal elements in their order. Only for
/// locals that nobody else can hold when they are sorted: they get another object.
/// </summary>
[ExportCodeFixProvider(LanguageNames.CSharp, Name = nameof(StableSortFix))]
[Shared]
public sealed class StableSortFix() : SinkFix(RuleIds.UnstableSort)
{
    private protected override IEnumerable<Offer> OffersFor(SyntaxNode sink, SemanticModel model, CancellationToken cancellation)
    {
        if (sink is not InvocationExpressionSyntax { Parent: ExpressionStatementSyntax, Expression: MemberAccessExpressionSyntax { Name.Identifier.ValueText: "Sort" } access } call
            || model.GetSymbolInfo(call, cancellation).Symbol is not IMethodSymbol method)
        {
            yield break;
        }

        var isArray = method.IsStatic;
        var arguments = call.ArgumentList.Arguments;
        var sorted = isArray ? arguments.FirstOrDefault()?.Expression : access.Expression;
        var order = arguments.Skip(isArray ? 1 : 0).ToList();
        if (sorted is not IdentifierNameSyntax name || order.Count > 1 || arguments.Any(static argument => argument.NameColon is not null)
            || model.GetSymbolInfo(name, cancellation).Symbol is not ILocalSymbol local
            || ElementOf(local.Type) is not { } element
            || (isArray ? method.ContainingType.ToDisplayString() != "System.Array" || method.Arity > 1 : method.ContainingType.Name != "List")
            || !IsUnshared(local, call, model, cancellation))
        {
            yield break;
        }

        var by = KindOf(method, isArray ? 1 : 0);
        if (by == SortedBy.SomethingElse || (by == SortedBy.Nothing && element.SpecialType == SpecialType.System_String))
            yield break;
        var linq = TypeReference.At(call.SpanStart, "System.Linq", "Enumerable", model);
        var comparers = TypeReference.At(call.SpanStart, "System.Collections.Generic", "Comparer", model);
        var elementName = element.ToMinimalDisplayString(model, call.SpanStart);
        var edit = NodeEdit.Of(call, old =>
        {
            var comparison = by == SortedBy.Nothing ? null : old.ArgumentList.Arguments.Last().Expression.WithoutTrivia();
            if (by == SortedBy.Comparison)
                comparison = SyntaxFactory.ParseExpression($"{comparers.Name}<{elementName}>").Call("Create", comparison!);
            var key = SyntaxFactory.ParseExpression("item => item");
            var ordered = comparison is null ? name.WithoutTrivia().Call("OrderBy", key) : name.WithoutTrivia().Call("OrderBy", key, comparison);
            return SyntaxFactory.AssignmentExpression(
                    SyntaxKind.SimpleAssignmentExpression,
                    name.WithoutTrivia().WithTrailingTrivia(SyntaxFactory.Space),
                    SyntaxFactory.Token(SyntaxKind.EqualsToken).WithTrailingTrivia(SyntaxFactory.Space),
                    ordered.Call(isArray ? "ToArray" : "ToList"))
                .WithTriviaFrom(old);
        });
        yield return new Offer("Sort with 'OrderBy', which is stable", "Scuttlegen.SortStably", [by == SortedBy.Comparison ? edit.With(linq).With(comparers) : edit.With(linq)]);
    }

    private static SortedBy KindOf(IMethodSymbol method, int first) => (method.Parameters.Length - first) switch
    {
        0 => SortedBy.Nothing,
        1 when method.Parameters[first].Type.Name == "Comparison" => SortedBy.Comparison,
        1 when method.Parameters[first].Type is INamedTypeSymbol { Name: "IComparer", Arity: 1 } => SortedBy.Comparer,
        _ => SortedBy.SomethingElse,
    };

    private static ITypeSymbol? ElementOf(ITypeSymbol type) => type switch
    {
        IArrayTypeSymbol { Rank: 1 } array => array.ElementType,
        INamedTypeSymbol { Name: "List", Arity: 1 } list when list.ContainingNamespace.ToDisplayString() == "System.Collections.Generic" => list.TypeArguments[0],
        _ => null,
    };

    /// <summary>Whether the local is declared by a statement with a collection of its own, can be assigned, and is not handed on before it is sorted.</summary>
    private static bool IsUnshared(ILocalSymbol local, ExpressionSyntax sort, SemanticModel model, CancellationToken cancellation)
    {
        if (local.IsRef || local.IsConst || local.IsUsing || local.IsForEach
            || local.DeclaringSyntaxReferences is not [var reference]
            || reference.GetSyntax(cancellation) is not VariableDeclaratorSyntax { Initializer.Value: { } value, Parent.Parent: LocalDeclarationStatementSyntax { Parent: { } scope } }
            || !IsFresh(value, model, cancellation)
            || FunctionOf(sort) != FunctionOf(scope))
        {
            return false;
        }

        // In a loop, what stands behind the sort comes before it too.
        var loop = sort.Ancestors().TakeWhile(node => node != scope).LastOrDefault(static node => node is ForStatementSyntax or CommonForEachStatementSyntax or WhileStatementSyntax or DoStatementSyntax);
        var end = loop?.Span.End ?? sort.SpanStart;
        return scope.DescendantNodes()
            .OfType<IdentifierNameSyntax>()
            .Where(name => name.SpanStart < end && name.Identifier.ValueText == local.Name && !sort.Span.Contains(name.Span))
            .Where(name => SymbolEqualityComparer.Default.Equals(model.GetSymbolInfo(name, cancellation).Symbol, local))
            .All(name => FunctionOf(name) == FunctionOf(scope) && KeepsItToItself(name, model, cancellation));
    }

    private static bool KeepsItToItself(IdentifierNameSyntax use, SemanticModel model, CancellationToken cancellation) => use.Parent switch
    {
        // What is evaluated later would see the list unsorted.
        MemberAccessExpressionSyntax access => model.GetSymbolInfo(access, cancellation).Symbol is not IMethodSymbol { ReturnType.OriginalDefinition.SpecialType: SpecialType.System_Collections_Generic_IEnumerable_T },
        ElementAccessExpressionSyntax or CommonForEachStatementSyntax or SpreadElementSyntax => true,
        _ => false,
    };

    private static bool IsFresh(ExpressionSyntax value, SemanticModel model, CancellationToken cancellation) => value switch
    {
        BaseObjectCreationExpressionSyntax or CollectionExpressionSyntax or ArrayCreationExpressionSyntax or ImplicitArrayCreationExpressionSyntax => true,
        InvocationExpressionSyntax call => model.GetSymbolInfo(call, cancellation).Symbol is { Name: "ToList" or "ToArray", ContainingNamespace: { } space } && space.ToDisplayString().StartsWith("System", StringComparison.Ordinal),
        _ => false,
    };

    private static SyntaxNode? FunctionOf(SyntaxNode node) =>
        node.FirstAncestorOrSelf<SyntaxNode>(static outer => outer is AnonymousFunctionExpressionSyntax or LocalFunctionStatementSyntax or BaseMethodDeclarationSyntax or AccessorDeclarationSyntax);

    private enum SortedBy
    {
        Nothing,
        Comparison,
        Comparer,
        SomethingElse,
    }
}
