using System.Collections.Concurrent;
using System.Collections.Immutable;
using System.Runtime.CompilerServices;
using Microsoft.CodeAnalysis;
using Scuttlegen.Analyzers.State;

namespace Scuttlegen.Analyzers.Entries;

/// <summary>
/// The members that every peer must run to the same result: known by the attribute they carry, the merges of CRDTs, and what states begin with. Attributes are known by name
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

    /// <summary>The word for the value that a state begins with, of which every peer must have the same.</summary>
    public const string Initial = "Initial state";

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
    private readonly Compilation _compilation;

    private EntryPoints(ImmutableArray<(INamedTypeSymbol Attribute, string Word)> resolved, Compilation compilation)
    {
        _compilation = compilation;
        _resolved = resolved;
        _assertions = resolved.Where(static pair => pair.Word == Asserted).Select(static pair => pair.Attribute).ToImmutableArray();
        _crdt = compilation.GetTypeByMetadataName("Scuttlegen.Crdt.ICrdt`1");
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

        return new EntryPoints(resolved.ToImmutable(), compilation);
    }

    /// <summary>The word for the method in messages, or <see langword="null"/> where it is no entry point.</summary>
    public string? WordFor(IMethodSymbol method) => _words.TryGetValue(method, out var known) ? known : _words.GetOrAdd(method, FindWord(method));

    /// <summary>The word for a static field that is one.</summary>
    public string? WordFor(IFieldSymbol field) => field is { IsImplicitlyDeclared: false } && IsInitial(field) ? Initial : null;

    /// <summary>The name of an entry point in messages: an accessor goes by its property.</summary>
    public static string NameOf(ISymbol entry) => (entry as IMethodSymbol)?.AssociatedSymbol is { } owner ? $"{owner.ContainingType.Name}.{owner.Name}" : entry is IFieldSymbol ? $"{entry.ContainingType.Name}.{entry.Name}" : entry.Name;

    private string? FindWord(IMethodSymbol method) =>
        WordOn(method) ?? WordOn(method.PartialDefinitionPart) ?? WordOn(method.PartialImplementationPart) ?? (IsMerge(method) ? Merge : IsAsserted(method) ? Asserted : method is { MethodKind: MethodKind.PropertyGet, AssociatedSymbol: { } property } && IsInitial(property) ? Initial : null);

    /// <summary>Where a store looks for the value that a state begins with: <c>Initial</c>, or else <c>Empty</c>.</summary>
    private bool IsInitial(ISymbol member)
    {
        if (member is not { IsStatic: true, Name: "Initial" or "Empty", ContainingType: { } type }
            || !SymbolEqualityComparer.Default.Equals(member is IPropertySymbol property ? property.Type : ((IFieldSymbol)member).Type, type)
            || (member.Name == "Empty" && type.GetMembers("Initial").Any(static other => other.IsStatic)))
        {
            return false;
        }

        return StateTypes.For(_compilation).Contains(type);
    }

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

        return HasAssertedContract(method) || (IsVisible(method) && Carries(method.ContainingAssembly));
    }

    /// <summary>Whether callers may know the method by a member that was asserted: one that it overrides or implements.</summary>
    private bool HasAssertedContract(IMethodSymbol method)
    {
        for (var overridden = method.OverriddenMethod; overridden is not null; overridden = overridden.OverriddenMethod)
        {
            if (IsAssertedItself(overridden))
                return true;
        }

        if (method.ExplicitInterfaceImplementations.Any(IsAssertedItself))
            return true;
        if (method is not { DeclaredAccessibility: Accessibility.Public, ContainingType: { TypeKind: TypeKind.Class or TypeKind.Struct } type })
            return false;
        foreach (var contract in type.AllInterfaces)
        {
            foreach (var member in contract.GetMembers(method.Name))
            {
                // Who implements a slot is dear to know, and hardly any slot is asserted.
                if (member is IMethodSymbol slot && IsAssertedItself(slot) && SymbolEqualityComparer.Default.Equals(type.FindImplementationForInterfaceMember(slot), method))
                    return true;
            }
        }

        return false;
    }

    private bool IsAssertedItself(IMethodSymbol contract) => Carries(contract) || (contract.AssociatedSymbol is { } slot && Carries(slot)) || Carries(contract.ContainingType);

    /// <summary>Whether another assembly can call it: what only helps is followed from there.</summary>
    private static bool IsVisible(IMethodSymbol method)
    {
        for (ISymbol symbol = method; symbol is not INamespaceSymbol; symbol = symbol.ContainingSymbol)
        {
            if (symbol.DeclaredAccessibility is not (Accessibility.Public or Accessibility.Protected or Accessibility.ProtectedOrInternal))
                return false;
        }

        return true;
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
