using System.Collections.Immutable;
using Microsoft.CodeAnalysis;

namespace Scuttlegen.Analyzers.Entries;

/// <summary>
/// The methods that every peer must run to the same result, known by the attribute they carry. Attributes are known by name
/// only, so that a consumer's version of the runtime need not be this one's.
/// </summary>
internal sealed class EntryPoints
{
    /// <summary>The word for a method that makes states.</summary>
    public const string Reducer = "Reducer";

    /// <summary>The word for a method that has no <c>ReplayContext</c> to turn to.</summary>
    public const string Verifier = "Verifier";

    /// <summary>Attribute by metadata name, and the word for the method in messages. A new kind of entry point is one line here.</summary>
    private static readonly ImmutableArray<(string Attribute, string Word)> Known =
    [
        ("Scuttlegen.ReducerAttribute", Reducer),
        ("Scuttlegen.GuardAttribute", "Guard"),
        ("Scuttlegen.VerifierAttribute", Verifier),
    ];

    private readonly ImmutableArray<(INamedTypeSymbol Attribute, string Word)> _resolved;

    private EntryPoints(ImmutableArray<(INamedTypeSymbol Attribute, string Word)> resolved) => _resolved = resolved;

    /// <summary>The entry-point attributes of this compilation, or <see langword="null"/> where it knows none: then there is nothing to do.</summary>
    public static EntryPoints? In(Compilation compilation)
    {
        var resolved = ImmutableArray.CreateBuilder<(INamedTypeSymbol, string)>();
        foreach (var (name, word) in Known)
        {
            foreach (var attribute in compilation.GetTypesByMetadataName(name))
                resolved.Add((attribute, word));
        }

        return resolved.Count == 0 ? null : new EntryPoints(resolved.ToImmutable());
    }

    /// <summary>The word for the method in messages, or <see langword="null"/> where it is no entry point.</summary>
    public string? WordFor(IMethodSymbol method) => WordOn(method) ?? WordOn(method.PartialDefinitionPart) ?? WordOn(method.PartialImplementationPart);

    private string? WordOn(IMethodSymbol? method)
    {
        if (method is null)
            return null;
        foreach (var data in method.GetAttributes())
        {
            foreach (var (attribute, word) in _resolved)
            {
                if (SymbolEqualityComparer.Default.Equals(data.AttributeClass, attribute))
                    return word;
            }
        }

        return null;
    }
}
