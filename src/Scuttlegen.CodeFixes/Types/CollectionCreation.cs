using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Scuttlegen.CodeFixes;

/// <summary>How a new collection of some type is made, by an expression that made one of another type.</summary>
/// <param name="TypeName">The type, without arguments.</param>
/// <param name="Before">The type whose place it takes.</param>
/// <param name="Map">What becomes of collections inside it.</param>
internal sealed record CollectionCreation(string TypeName, ITypeSymbol Before, CollectionTypes Map)
{
    private ImmutableArray<ITypeSymbol> Arguments { get; } = CollectionTypes.ArgumentsOf(Before);

    private bool IsImmutable => TypeName.StartsWith("Immutable", StringComparison.Ordinal);

    // Sorted by text, the default is the culture's order.
    private bool NeedsComparer => CollectionTypes.IsSorted(TypeName) && Arguments[0].SpecialType == SpecialType.System_String;

    /// <summary>The change of an expression that makes a collection; <see langword="null"/> where it is something else, or is right as it is.</summary>
    public NodeEdit? EditOf(ExpressionSyntax value, SemanticModel model, CancellationToken cancellation)
    {
        var comparer = TypeReference.StringComparer(value.SpanStart, model);
        var type = CollectionTypes.ReferenceTo(TypeName, value.SpanStart, model);
        var written = $"{type.Name}<{Map.ArgumentsOf(Before, value.SpanStart, model)}>";
        NodeEdit? edit = value switch
        {
            InvocationExpressionSyntax { Expression: MemberAccessExpressionSyntax { Name.Identifier.ValueText: "Empty" } access } when access.Expression.ToString().EndsWith("Array", StringComparison.Ordinal) =>
                NodeEdit.Of(value, old => Empty(written, comparer, old, model).WithTriviaFrom(old)),
            InvocationExpressionSyntax call when Conversion(call) is { } name => NodeEdit.Of(call, old => Converted(old, name, comparer)),
            MemberAccessExpressionSyntax { Name.Identifier.ValueText: "Empty" } => NodeEdit.Of(value, old => Empty(written, comparer, old, model).WithTriviaFrom(old)),
            CollectionExpressionSyntax { Elements.Count: 0 } when NeedsComparer => NodeEdit.Of(value, old => Empty(written, comparer, old, model).WithTriviaFrom(old)),
            BaseObjectCreationExpressionSyntax creation when !IsImmutable => NodeEdit.Of(creation, old => Created(old, written, comparer)),
            BaseObjectCreationExpressionSyntax creation when IsImmutable && ElementsOf(creation, model, cancellation) is { } elements => NodeEdit.Of(creation, old => Filled(old, elements(old), written, comparer, model)),
            ArrayCreationExpressionSyntax { Initializer: { } initializer } => NodeEdit.Of(value, old => Filled(old, ((ArrayCreationExpressionSyntax)old).Initializer!.Expressions.Select(Element), written, comparer, model)),
            ImplicitArrayCreationExpressionSyntax => NodeEdit.Of(value, old => Filled(old, ((ImplicitArrayCreationExpressionSyntax)old).Initializer.Expressions.Select(Element), written, comparer, model)),
            _ => null,
        };
        return edit is null ? null : NeedsComparer ? edit.With(type).With(comparer) : edit.With(type);
    }

    private string? Conversion(InvocationExpressionSyntax call) => (Casing.NameOf(call)?.Identifier.ValueText, IsImmutable) switch
    {
        ("ToList" or "ToArray" or "ToDictionary" or "ToHashSet" or "ToImmutableDictionary" or "ToImmutableHashSet", true) => "To" + TypeName,
        _ => null,
    };

    private InvocationExpressionSyntax Converted(InvocationExpressionSyntax call, string name, TypeReference comparer)
    {
        var renamed = call.ReplaceNode(Casing.NameOf(call)!, SyntaxFactory.IdentifierName(name));
        if (!NeedsComparer)
            return renamed;
        return renamed.WithArgumentList(renamed.ArgumentList.Insert(renamed.ArgumentList.Arguments.Count, SyntaxFactory.Argument(comparer.Dot("Ordinal"))));
    }

    private ExpressionSyntax Created(BaseObjectCreationExpressionSyntax old, string written, TypeReference comparer)
    {
        var created = old is ObjectCreationExpressionSyntax explicitly ? explicitly.WithType(SyntaxFactory.ParseTypeName(written).WithTriviaFrom(explicitly.Type)) : (ExpressionSyntax)old;
        return NeedsComparer && (old.ArgumentList is null || old.ArgumentList.Arguments.Count == 0)
            ? ArgumentLists.WithArguments(created, list => list.Insert(0, SyntaxFactory.Argument(comparer.Dot("Ordinal"))))
            : created;
    }

    private ExpressionSyntax Empty(string written, TypeReference comparer, ExpressionSyntax old, SemanticModel model)
    {
        if (!CollectionTypes.IsSorted(TypeName) && HasCollectionExpressions(old, model) && IsImmutable)
            return SyntaxFactory.ParseExpression("[]");
        var empty = SyntaxFactory.ParseExpression(written + ".Empty");
        if (!NeedsComparer)
            return empty;
        return empty.Call(TypeName == "ImmutableSortedSet" ? "WithComparer" : "WithComparers", comparer.Dot("Ordinal"));
    }

    /// <summary>What a creation puts into the collection, as elements of a collection expression; <see langword="null"/> where it cannot be said so.</summary>
    private Func<ExpressionSyntax, IEnumerable<string>>? ElementsOf(BaseObjectCreationExpressionSyntax creation, SemanticModel model, CancellationToken cancellation)
    {
        var arguments = creation.ArgumentList?.Arguments ?? default;
        var isDictionary = Arguments.Length == 2;
        if (creation.Initializer is { } initializer && (isDictionary || !initializer.IsKind(SyntaxKind.CollectionInitializerExpression)))
            return null;
        var isCopy = arguments is [{ Expression: var source }]
            && model.GetTypeInfo(source, cancellation).Type is { SpecialType: not SpecialType.System_Int32 } type
            && (type is IArrayTypeSymbol || type.AllInterfaces.Append(type).Any(static slot => slot.OriginalDefinition.SpecialType == SpecialType.System_Collections_Generic_IEnumerable_T));
        if (isDictionary && isCopy)
            return null;
        return current =>
        {
            var now = (BaseObjectCreationExpressionSyntax)current;
            var added = now.Initializer?.Expressions.Select(Element) ?? [];
            return isCopy ? added.Prepend(".. " + now.ArgumentList!.Arguments[0].Expression) : added;
        };
    }

    private ExpressionSyntax Filled(ExpressionSyntax old, IEnumerable<string> elements, string written, TypeReference comparer, SemanticModel model)
    {
        var all = string.Join(", ", elements);
        if (all.Length == 0)
            return Empty(written, comparer, old, model).WithTriviaFrom(old);
        // What needs a comparer has none in a collection expression: the compiler is asked afterwards whether this will do.
        var text = NeedsComparer ? $"{TypeName}.CreateRange({comparer.Name}.Ordinal, [{all}])" : $"[{all}]";
        return SyntaxFactory.ParseExpression(text).WithTriviaFrom(old);
    }

    private static string Element(ExpressionSyntax expression) => expression.ToString();

    private static bool HasCollectionExpressions(ExpressionSyntax old, SemanticModel model) =>
        model.SyntaxTree.Options is CSharpParseOptions { LanguageVersion: >= LanguageVersion.CSharp12 };
}
