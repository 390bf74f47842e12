using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Scuttlegen.CodeFixes;

/// <summary>What an unordered source enumerates.</summary>
internal enum UnorderedKind
{
    /// <summary>Elements: a set, or the keys of a dictionary.</summary>
    Elements,

    /// <summary>Pairs of a dictionary.</summary>
    Pairs,

    /// <summary>The values of a dictionary, in the order of its pairs.</summary>
    Values,
}

/// <summary>The unordered collection behind a finding.</summary>
/// <param name="Expression">What enumerates it: <c>state.Tags</c>, <c>state.Prices.Values</c>.</param>
/// <param name="Collection">The set or dictionary itself.</param>
/// <param name="Kind">What it yields.</param>
/// <param name="Key">The type to sort by.</param>
internal sealed record UnorderedSource(ExpressionSyntax Expression, ExpressionSyntax Collection, UnorderedKind Kind, ITypeSymbol Key)
{
    private static readonly HashSet<string> Sets = new(StringComparer.Ordinal)
    {
        "HashSet", "ImmutableHashSet", "ISet", "IReadOnlySet", "IImmutableSet", "FrozenSet", "ConcurrentBag", "KeyCollection",
    };

    private static readonly HashSet<string> Dictionaries = new(StringComparer.Ordinal)
    {
        "Dictionary", "ImmutableDictionary", "IDictionary", "IReadOnlyDictionary", "IImmutableDictionary", "ConcurrentDictionary", "FrozenDictionary",
    };

    /// <summary>The sources that <paramref name="sink"/> enumerates.</summary>
    public static IEnumerable<UnorderedSource> Of(SyntaxNode? sink, SemanticModel model, CancellationToken cancellation) => sink switch
    {
        CommonForEachStatementSyntax loop => Of(loop.Expression, model, cancellation),
        SpreadElementSyntax spread => Of(spread.Expression, model, cancellation),
        ArgumentSyntax argument => Of(argument.Expression, model, cancellation),
        CollectionExpressionSyntax collection => collection.Elements.SelectMany(element => element is SpreadElementSyntax ? Of(element, model, cancellation) : []),
        ExpressionSyntax expression when At(expression, model, cancellation) is { } source => [source],
        ParenthesizedExpressionSyntax parenthesized => Of(parenthesized.Expression, model, cancellation),
        InvocationExpressionSyntax { Expression: MemberAccessExpressionSyntax access } call =>
            Of(access.Expression, model, cancellation).Concat(call.ArgumentList.Arguments.SelectMany(argument => Of(argument, model, cancellation))),
        InvocationExpressionSyntax call => call.ArgumentList.Arguments.SelectMany(argument => Of(argument, model, cancellation)),
        BaseObjectCreationExpressionSyntax { ArgumentList: { } list } => list.Arguments.SelectMany(argument => Of(argument, model, cancellation)),
        ConditionalAccessExpressionSyntax conditional => Of(conditional.WhenNotNull, model, cancellation),
        _ => [],
    };

    /// <summary>Whether a sorted sequence can stand in its place.</summary>
    public bool CanBeSequence(SemanticModel model, CancellationToken cancellation) => Expression.Parent switch
    {
        CommonForEachStatementSyntax loop => loop.Expression == Expression,
        SpreadElementSyntax => true,
        MemberAccessExpressionSyntax { Parent: InvocationExpressionSyntax call } access when access.Expression == Expression =>
            model.GetSymbolInfo(call, cancellation).Symbol is IMethodSymbol { ReducedFrom.Parameters: [var first, ..] } && IsSequence(first.Type),
        _ => model.GetTypeInfo(Expression, cancellation).ConvertedType is { } type && IsSequence(type),
    };

    private static UnorderedSource? At(ExpressionSyntax expression, SemanticModel model, CancellationToken cancellation)
    {
        if (expression is MemberAccessExpressionSyntax { Name.Identifier.ValueText: "Keys" or "Values" } access
            && DictionaryOf(model.GetTypeInfo(access.Expression, cancellation).Type) is { } owner)
        {
            var isKeys = access.Name.Identifier.ValueText == "Keys";
            return new UnorderedSource(expression, access.Expression, isKeys ? UnorderedKind.Elements : UnorderedKind.Values, owner.TypeArguments[0]);
        }

        var type = model.GetTypeInfo(expression, cancellation).Type;
        if (DictionaryOf(type) is { } dictionary)
            return new UnorderedSource(expression, expression, UnorderedKind.Pairs, dictionary.TypeArguments[0]);
        if (type is not INamedTypeSymbol { IsGenericType: true } set)
            return null;
        if (set.Name == "KeyCollection" && DictionaryOf(set.ContainingType) is { } keysOf)
            return new UnorderedSource(expression, expression, UnorderedKind.Elements, keysOf.TypeArguments[0]);
        return IsOurs(set) && Sets.Contains(set.Name) && set.Arity == 1 ? new UnorderedSource(expression, expression, UnorderedKind.Elements, set.TypeArguments[0]) : null;
    }

    private static INamedTypeSymbol? DictionaryOf(ITypeSymbol? type) =>
        type is INamedTypeSymbol { Arity: 2 } named && IsOurs(named) && Dictionaries.Contains(named.Name) ? named : null;

    private static bool IsOurs(INamedTypeSymbol type) => type.ContainingNamespace.ToDisplayString().StartsWith("System.Collections.", StringComparison.Ordinal);

    private static bool IsSequence(ITypeSymbol type) => type.OriginalDefinition.SpecialType == SpecialType.System_Collections_Generic_IEnumerable_T;
}
