using System.Composition;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Scuttlegen.Analyzers;

namespace Scuttlegen.CodeFixes;

/// <summary>
/// An unordered collection is sorted where it is enumerated: <c>state.Prices.OrderBy(pair =&gt; pair.Key)</c>, <c>state.Tags.Order()</c>. Or it is made a
/// sorted collection where it is declared.
/// </summary>
[ExportCodeFixProvider(LanguageNames.CSharp, Name = nameof(OrderFix))]
[Shared]
public sealed class OrderFix() : SinkFix(RuleIds.UnorderedEnumeration)
{
    /// <summary>Sorts where it is enumerated.</summary>
    internal const string OrderKey = "Scuttlegen.OrderFirst";

    /// <summary>Changes the declaration.</summary>
    internal const string SortedKey = "Scuttlegen.MakeSorted";

    private protected override IEnumerable<Offer> OffersFor(SyntaxNode sink, SemanticModel model, CancellationToken cancellation)
    {
        var sources = UnorderedSource.Of(sink, model, cancellation).ToList();
        if (sources.Count == 0 || !sources.All(source => IsTotallyOrdered(source.Key)))
            yield break;
        if (sources.All(source => source.CanBeSequence(model, cancellation)))
        {
            var title = sources[0].Kind == UnorderedKind.Elements ? "Sort it first" : "Sort it by key first";
            yield return new Offer(title, OrderKey, [.. sources.Select(source => Order(source, model))]);
        }

        if (sources is [var only] && model.GetSymbolInfo(only.Collection, cancellation).Symbol is { } declared
            && CollectionTypeChange.To(CollectionTypes.Sorted, declared, model, cancellation) is { } change)
        {
            yield return new Offer($"Make '{declared.Name}' {Article(change.TypeName)} '{change.TypeName}'", SortedKey, change.Edits) { MustCompile = declared.Name };
        }
    }

    /// <summary>Whether equal under the order means the same for everyone: text inside tuples, for example, is compared by a culture.</summary>
    private static bool IsTotallyOrdered(ITypeSymbol type)
    {
        if (type is INamedTypeSymbol { OriginalDefinition.SpecialType: SpecialType.System_Nullable_T } nullable)
            return IsTotallyOrdered(nullable.TypeArguments[0]);
        if (type is INamedTypeSymbol { IsTupleType: true } tuple)
            return tuple.TupleElements.All(static element => element.Type.SpecialType != SpecialType.System_String && IsTotallyOrdered(element.Type));
        return type.TypeKind == TypeKind.Enum
            || (type is INamedTypeSymbol && type.AllInterfaces.Any(static slot => slot.Name == "IComparable" && slot.ContainingNamespace.ToDisplayString() == "System"));
    }

    private static NodeEdit Order(UnorderedSource source, SemanticModel model)
    {
        var position = source.Expression.SpanStart;
        var linq = TypeReference.At(position, "System.Linq", "Enumerable", model);
        var comparer = source.Key.SpecialType == SpecialType.System_String ? TypeReference.StringComparer(position, model) : (TypeReference?)null;
        var hasOrder = model.Compilation.GetTypeByMetadataName("System.Linq.Enumerable")?.GetMembers("Order").IsEmpty == false;
        var edit = NodeEdit.Of(source.Expression, old =>
        {
            ExpressionSyntax[] ordinal = comparer is { } strings ? [strings.Dot("Ordinal")] : [];
            var collection = source.Kind == UnorderedKind.Values ? ((MemberAccessExpressionSyntax)old).Expression : old;
            var receiver = collection.Operand();
            var ordered = source.Kind switch
            {
                UnorderedKind.Elements when hasOrder => receiver.Call("Order", ordinal),
                UnorderedKind.Elements => receiver.Call("OrderBy", [Lambda("item => item"), .. ordinal]),
                _ => receiver.Call("OrderBy", [Lambda("pair => pair.Key"), .. ordinal]),
            };
            if (source.Kind == UnorderedKind.Values)
                ordered = ordered.Call("Select", Lambda("pair => pair.Value"));
            return ordered.WithTriviaFrom(old);
        });
        return comparer is { } imported ? edit.With(linq).With(imported) : edit.With(linq);
    }

    private static ExpressionSyntax Lambda(string text) => SyntaxFactory.ParseExpression(text);

    private static string Article(string type) => type[0] == 'I' ? "an" : "a";
}
