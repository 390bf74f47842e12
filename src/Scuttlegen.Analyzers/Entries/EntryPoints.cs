using System.Collections.Concurrent;
using System.Collections.Immutable;
using System.Runtime.CompilerServices;
using Microsoft.CodeAnalysis;

namespace Scuttlegen.Analyzers.Entries;

/// <summary>
/// The methods that every peer must run to the same result: known by the attribute they carry, and the merges of CRDTs. Attributes are known by name
/// only, so that a consumer's version of the runtime need not be this one's. Safe for use by many threads.
/// </summary>
internal sealed class EntryPoints
{
    public const string Reducer = "Reducer";

    /// <summary>The word for a method that has no <c>ReplayContext</c> to turn to.</summary>
    public const string Verifier = "Verifier";

    /// <summary>The word for a merge, which may change neither side.</summary>
    public const string Merge = "Merge";

    /// <summary>The word for a member that was asserted to be deterministic. What it does with its own objects is its own affair.</summary>
    public const string Asserted = "[Deterministic]";

    private const string Assertion = "Scuttlegen.DeterministicAttribute";

    /// <summary>Attribute by metadata name, and the word for the method in messages. A new kind of entry point is one line here.</summary>
    private static readonly ImmutableArray<(string Attribute, string Word)> Known =
    [
        ("Scuttlegen.ReducerAttribute", Reducer),
        ("Scuttlegen.GuardAttribute", "Guard"),
        ("Scuttlegen.VerifierAttribute", Verifier),
        (Assertion, Asserted),
    ];

    private static readonly ConditionalWeakTable<Compilation, EntryPoints> Found = new();

    private readonly ConcurrentDictionary<IMethodSymbol, string?> _words = new(SymbolEqualityComparer.Default);
    private readonly ImmutableArray<(INamedTypeSymbol Attribute, string Word)> _resolved;
    private readonly ImmutableArray<INamedTypeSymbol> _assertions;
    private readonly INamedTypeSymbol? _crdt;

    private EntryPoints(ImmutableArray<(INamedTypeSymbol Attribute, string Word)> resolved, INamedTypeSymbol? crdt)
    {
        _resolved = resolved;
        _assertions = resolved.Where(static pair => pair.Word == Asserted).Select(static pair => pair.Attribute).ToImmutableArray();
        _crdt = crdt;
    }

    /// <summary>The entry points of this compilation, or <see langword="null"/> where it knows none: then there is nothing to do.</summary>
    public static EntryPoints? For(Compilation compilation) => Found.GetValue(compilation, In) is { _resolved.IsEmpty: false } entries ? entries : null;

    private static EntryPoints In(Compilation compilation)
    {
        var resolved = ImmutableArray.CreateBuilder<(INamedTypeSymbol, string)>();
        foreach (var (name, word) in Known)
        {
            foreach (var attribute in compilation.GetTypesByMetadataName(name))
                resolved.Add((attribute, word));
        }

        return new EntryPoints(resolved.ToImmutable(), compilation.GetTypeByMetadataName("Scuttlegen.Crdt.ICrdt`1"));
    }

    /// <summary>The word for the method in messages, or <see langword="null"/> where it is no entry point.</summary>
    public string? WordFor(IMethodSymbol method) => _words.TryGetValue(method, out var known) ? known : _words.GetOrAdd(method, FindWord(method));

    private string? FindWord(IMethodSymbol method) =>
        WordOn(method) ?? WordOn(method.PartialDefinitionPart) ?? WordOn(method.PartialImplementationPart) ?? (IsMerge(method) ? Merge : IsAsserted(method) ? Asserted : null);

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

    /// <summary>A merge of a CRDT, or of a delta into one.</summary>
    private bool IsMerge(IMethodSymbol method)
    {
        if (_crdt is null || method is not { Name: "Merge" or "MergeDelta", IsStatic: false, Parameters.Length: 1, MethodKind: MethodKind.Ordinary })
            return false;
        foreach (var implemented in method.ContainingType.AllInterfaces)
        {
            if (SymbolEqualityComparer.Default.Equals(implemented.OriginalDefinition, _crdt))
                return true;
        }

        return false;
    }

    private bool IsAsserted(IMethodSymbol method)
    {
        if (_assertions.IsEmpty || method.MethodKind is MethodKind.LocalFunction or MethodKind.AnonymousFunction)
            return false;
        if (method.AssociatedSymbol is { } owner && Carries(owner))
            return true;
        for (var type = method.ContainingType; type is not null; type = type.ContainingType)
        {
            if (Carries(type))
                return true;
        }

        return false;
    }

    private bool Carries(ISymbol symbol)
    {
        foreach (var data in symbol.GetAttributes())
        {
            if (_assertions.Contains(data.AttributeClass!, SymbolEqualityComparer.Default))
                return true;
        }

        return false;
    }
}
