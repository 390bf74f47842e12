using System.Collections.Immutable;
using Microsoft.CodeAnalysis;

namespace Scuttlegen.Analyzers.Effects;

/// <summary>A type with what stands for its type parameters; <see langword="null"/>, where one is needed, is a type of which nothing is known.</summary>
internal sealed class TypeTerm : IEquatable<TypeTerm>
{
    /// <summary>Types that grow with every turn of a cycle would be without number: of deeper ones nothing is known.</summary>
    private const int MaxDepth = 6;

    private readonly object _head;
    private readonly int _hash;
    private readonly int _depth;

    private TypeTerm(object head, ImmutableArray<TypeTerm?> arguments)
    {
        _head = head;
        Arguments = arguments;
        _hash = HashOf(head);
        foreach (var argument in arguments)
        {
            _hash = (_hash * 31) + (argument?._hash ?? 0);
            _depth = Math.Max(_depth, argument?._depth ?? 0);
        }

        _depth++;
    }

    /// <summary>The arguments of all the types that it is nested in, outermost first, and its own.</summary>
    public ImmutableArray<TypeTerm?> Arguments { get; }

    /// <summary>The definition; <see langword="null"/> for a type parameter, an array and the like.</summary>
    public INamedTypeSymbol? Definition => _head as INamedTypeSymbol;

    /// <summary>Whether it is a type parameter that nothing stands for yet.</summary>
    public bool IsOpen => _head is ITypeParameterSymbol;

    public static TypeTerm Open(ITypeParameterSymbol parameter) => new(parameter, []);

    /// <summary>The term of a type as written.</summary>
    /// <param name="type">The type.</param>
    /// <param name="argumentOf">What stands for a type parameter there.</param>
    public static TypeTerm? Of(ITypeSymbol? type, Func<ITypeParameterSymbol, TypeTerm?> argumentOf)
    {
        var term = type switch
        {
            ITypeParameterSymbol parameter => argumentOf(parameter),
            INamedTypeSymbol named => new TypeTerm(named.OriginalDefinition, ArgumentsOf(named, argumentOf)),
            IArrayTypeSymbol array => new TypeTerm(array.Rank, [Of(array.ElementType, argumentOf)]),
            _ => null,
        };
        return term is { _depth: > MaxDepth } ? null : term;
    }

    /// <summary>What stands for the parameters of <paramref name="definition"/>, one of the type's own bases or interfaces, or it itself; <see langword="null"/> if it is none of them.</summary>
    public Func<ITypeParameterSymbol, TypeTerm?>? ArgumentsAs(INamedTypeSymbol definition)
    {
        if (Definition is not { } own)
            return null;
        var parameters = ParametersOf(own);
        TypeTerm? Mine(ITypeParameterSymbol parameter) => Lookup(parameters, Arguments, parameter);
        if (SymbolEqualityComparer.Default.Equals(own, definition))
            return Mine;
        foreach (var above in SupertypesOf(own))
        {
            if (SymbolEqualityComparer.Default.Equals(above.OriginalDefinition, definition))
            {
                var (of, arguments) = (ParametersOf(definition), ArgumentsOf(above, Mine));
                return parameter => Lookup(of, arguments, parameter);
            }
        }

        return null;
    }

    /// <summary>
    /// What stands for the parameters of <paramref name="definition"/> where it is a subtype of this; <see langword="null"/> if it cannot be one, or only if something in particular stood for a type parameter that is open.
    /// </summary>
    public Func<ITypeParameterSymbol, TypeTerm?>? ArgumentsBelow(INamedTypeSymbol definition)
    {
        if (Definition is not { } own)
            return null;
        var parameters = ParametersOf(own);
        Dictionary<ITypeParameterSymbol, TypeTerm?>? found = null;
        foreach (var above in SupertypesOf(definition))
        {
            if (!SymbolEqualityComparer.Default.Equals(above.OriginalDefinition, own))
                continue;
            var bound = new Dictionary<ITypeParameterSymbol, TypeTerm?>(SymbolEqualityComparer.Default);
            var patterns = PartsOf(above);
            var fits = true;
            for (var index = 0; index < patterns.Count && fits; index++)
                fits = Unify(patterns[index], Arguments[index], bound) || parameters[index].Variance != VarianceKind.None;
            if (!fits)
                continue;
            // It may be so in more than one way.
            if (found is not null)
                return static _ => null;
            found = bound;
        }

        return found is null ? null : parameter => found.TryGetValue(parameter, out var argument) ? argument : null;
    }

    public bool Equals(TypeTerm? other) =>
        ReferenceEquals(this, other) || (other is not null && _hash == other._hash && AreSame(_head, other._head) && Arguments.SequenceEqual(other.Arguments));

    public override bool Equals(object? obj) => Equals(obj as TypeTerm);

    public override int GetHashCode() => _hash;

    /// <summary>The type parameters of a type and those that it is nested in, outermost first.</summary>
    public static ImmutableArray<ITypeParameterSymbol> ParametersOf(INamedTypeSymbol definition) =>
        definition.ContainingType is { } outer ? ParametersOf(outer).AddRange(definition.TypeParameters) : definition.TypeParameters;

    private static bool Unify(ITypeSymbol pattern, TypeTerm? term, Dictionary<ITypeParameterSymbol, TypeTerm?> bound)
    {
        if (pattern is ITypeParameterSymbol parameter)
        {
            if (bound.TryGetValue(parameter, out var known))
                return known is null || term is null || known.Equals(term);
            bound.Add(parameter, term);
            return true;
        }

        if (term is null)
            return true;
        switch (pattern)
        {
            case INamedTypeSymbol named:
                if (!AreSame(named.OriginalDefinition, term._head))
                    return false;
                var parts = PartsOf(named);
                for (var index = 0; index < parts.Count; index++)
                {
                    if (!Unify(parts[index], term.Arguments[index], bound))
                        return false;
                }

                return true;
            case IArrayTypeSymbol array:
                return AreSame(array.Rank, term._head) && Unify(array.ElementType, term.Arguments[0], bound);
            default:
                return true;
        }
    }

    private static IEnumerable<INamedTypeSymbol> SupertypesOf(INamedTypeSymbol definition)
    {
        for (var above = definition.BaseType; above is not null; above = above.BaseType)
            yield return above;
        foreach (var implemented in definition.AllInterfaces)
            yield return implemented;
    }

    private static ImmutableArray<TypeTerm?> ArgumentsOf(INamedTypeSymbol type, Func<ITypeParameterSymbol, TypeTerm?> argumentOf) => [.. PartsOf(type).Select(argument => Of(argument, argumentOf))];

    private static List<ITypeSymbol> PartsOf(INamedTypeSymbol type)
    {
        var parts = type.ContainingType is { } outer ? PartsOf(outer) : [];
        parts.AddRange(type.TypeArguments);
        return parts;
    }

    private static TypeTerm? Lookup(ImmutableArray<ITypeParameterSymbol> parameters, ImmutableArray<TypeTerm?> arguments, ITypeParameterSymbol parameter)
    {
        var index = parameters.IndexOf(parameter, 0, SymbolEqualityComparer.Default);
        return index < 0 ? null : arguments[index];
    }

    private static bool AreSame(object left, object right) => left is ISymbol symbol ? SymbolEqualityComparer.Default.Equals(symbol, right as ISymbol) : left.Equals(right);

    private static int HashOf(object head) => head is ISymbol symbol ? SymbolEqualityComparer.Default.GetHashCode(symbol) : head.GetHashCode();
}
