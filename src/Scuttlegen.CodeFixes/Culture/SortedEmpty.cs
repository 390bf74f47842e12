using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Scuttlegen.CodeFixes;

/// <summary><c>Empty</c> of an immutable sorted collection of strings, which sorts by the culture: it gets the ordinal comparer.</summary>
internal static class SortedEmpty
{
    public static (string Title, NodeEdit Edit)? Of(ExpressionSyntax expression, SemanticModel model, CancellationToken cancellation)
    {
        if (model.GetSymbolInfo(expression, cancellation).Symbol is not { Name: "Empty", IsStatic: true, ContainingType: { TypeArguments: [{ SpecialType: SpecialType.System_String }, ..] } type }
            || MethodFor(type) is not { } method)
        {
            return null;
        }

        var comparer = TypeReference.StringComparer(expression.SpanStart, model);
        return ("Use 'StringComparer.Ordinal'", NodeEdit.Of(expression, old => old.WithoutTrivia().Call(method, comparer.Dot("Ordinal")).WithTriviaFrom(old)).With(comparer));
    }

    /// <summary>How a sorted collection is given a comparer.</summary>
    public static string? MethodFor(INamedTypeSymbol type) => type.OriginalDefinition.ToDisplayString() switch
    {
        "System.Collections.Immutable.ImmutableSortedDictionary<TKey, TValue>" => "WithComparers",
        "System.Collections.Immutable.ImmutableSortedSet<T>" => "WithComparer",
        _ => null,
    };
}
