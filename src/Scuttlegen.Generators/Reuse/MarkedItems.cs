using Microsoft.CodeAnalysis;
using Scuttlegen.Generators.Extraction;
using Scuttlegen.Generators.Model;

namespace Scuttlegen.Generators.Reuse;

/// <summary>
/// Providers of what has an attribute. <c>ForAttributeWithMetadataName</c> binds every item again after each key stroke; these bind those that it can concern. What an extractor may
/// therefore look at: all of its method, its type without bodies, and whatever declarations names in these lead to, bodies aside. It never searches the compilation.
/// </summary>
internal static class MarkedItems
{
    /// <summary>The models of all symbols with the attribute, in the order of their declarations.</summary>
    /// <param name="attribute">The name of one of <see cref="Attributes"/>.</param>
    public static IncrementalValuesProvider<TModel> Marked<TSymbol, TModel>(
        this IncrementalGeneratorInitializationContext context, string attribute, Func<TSymbol, Compilation, Problems, TModel?> extract)
        where TSymbol : class, ISymbol
        where TModel : class, IEquatable<TModel>
    {
        // An instance for each driver, not for each generator: an editor has one generator for many projects.
        var extractions = new Extractions<TSymbol, TModel>(attribute, extract);
        return context.CompilationProvider
            .Select((compilation, cancellationToken) => extractions.Of(compilation, cancellationToken))
            .SelectMany(static (models, _) => models);
    }
}
