using System.Collections.Concurrent;
using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Scuttlegen.Analyzers.Effects;

namespace Scuttlegen.Analyzers.Flow;

/// <summary>What the flow analysis asks of types.</summary>
internal sealed class FlowTypes(Bodies bodies, Apis apis)
{
    private readonly ConcurrentDictionary<ITypeSymbol, bool> _scalars = new(SymbolEqualityComparer.Default);
    private readonly ConcurrentDictionary<ITypeSymbol, bool> _unordered = new(SymbolEqualityComparer.Default);
    private readonly ConcurrentDictionary<ITypeSymbol, ImmutableArray<ITypeParameterSymbol>> _parameters = new(SymbolEqualityComparer.Default);

    /// <summary>Whether a value of the type is nothing but itself: it leads to no object that could be changed, and is no sequence.</summary>
    public bool IsScalar(ITypeSymbol? type) => type is null || (_scalars.TryGetValue(type, out var known) ? known : _scalars.GetOrAdd(type, FindScalar(type, 0)));

    private bool FindScalar(ITypeSymbol type, int depth)
    {
        if (type.SpecialType is SpecialType.System_Object or SpecialType.System_Array or SpecialType.System_Collections_IEnumerable or SpecialType.System_ValueType or SpecialType.System_Delegate or SpecialType.System_MulticastDelegate)
            return false;
        if (type.SpecialType is SpecialType.System_Boolean or SpecialType.System_Char or SpecialType.System_String or SpecialType.System_Decimal or SpecialType.System_DateTime or SpecialType.System_Void or SpecialType.System_Enum
            || type.SpecialType is >= SpecialType.System_SByte and <= SpecialType.System_Double || type.TypeKind == TypeKind.Enum)
        {
            return true;
        }

        if (type is not INamedTypeSymbol named || named.IsUnboundGenericType)
            return type.TypeKind == TypeKind.Pointer;
        if (named.IsTupleType)
            return depth < 4 && named.TupleElements.All(element => FindScalar(element.Type, depth + 1));
        if (named.OriginalDefinition.SpecialType == SpecialType.System_Nullable_T)
            return FindScalar(named.TypeArguments[0], depth + 1);
        if (named is { Name: "KeyValuePair", Arity: 2 })
            return depth < 4 && named.TypeArguments.All(argument => FindScalar(argument, depth + 1));
        if (IsIn(named, "System") && named.Arity == 0
            && named.Name is "Guid" or "DateTimeOffset" or "DateOnly" or "TimeOnly" or "TimeSpan" or "Type" or "Version" or "Uri" or "Int128" or "UInt128" or "Half" or "Index" or "Range" or "IntPtr" or "UIntPtr" or "CultureInfo" or "StringComparer")
        {
            return true;
        }

        if (named.Name is "BigInteger" or "Rune" or "CultureInfo" or "NumberFormatInfo" or "Complex" && named.Arity == 0 && named.ContainingNamespace.FullName().StartsWith("System.", StringComparison.Ordinal))
            return true;
        if (IsIn(named, "Scuttlegen") && named.Name is "Stamp" or "Source" or "PeerId" or "Dot" or "StoreId")
            return true;
        // A struct of ours that holds only scalars, and does not enumerate, is one.
        return depth < 4 && named.TypeKind == TypeKind.Struct && bodies.IsOurs(named) && !named.IsRefLikeType && !IsSequence(named)
            && named.GetMembers().OfType<IFieldSymbol>().All(field => field.IsStatic || FindScalar(field.Type, depth + 1));
    }

    /// <summary>Whether it enumerates; text does not count.</summary>
    public static bool IsSequence(ITypeSymbol? type) => type switch
    {
        null => false,
        { SpecialType: SpecialType.System_String } => false,
        IArrayTypeSymbol => true,
        { SpecialType: SpecialType.System_Collections_IEnumerable } or { OriginalDefinition.SpecialType: SpecialType.System_Collections_Generic_IEnumerable_T } => true,
        INamedTypeSymbol { Name: "Span" or "ReadOnlySpan" or "Memory" or "ReadOnlyMemory" or "ArraySegment" or "IAsyncEnumerable", Arity: 1 } => true,
        ITypeParameterSymbol parameter => parameter.ConstraintTypes.Any(IsSequence),
        _ => type.AllInterfaces.Any(static one => one.SpecialType == SpecialType.System_Collections_IEnumerable),
    };

    /// <summary>Whether it enumerates in an order that is not defined.</summary>
    public bool IsUnordered(ITypeSymbol? type) => type is not null && (_unordered.TryGetValue(type, out var known) ? known : _unordered.GetOrAdd(type, FindUnordered(type)));

    private bool FindUnordered(ITypeSymbol type)
    {
        for (var current = type as INamedTypeSymbol; current is not null; current = current.BaseType)
        {
            if (!bodies.IsOurs(current) && (apis.FlowOf(current)?.Kinds & ApiFlows.Unordered) is > 0)
                return true;
        }

        return type is ITypeParameterSymbol parameter && parameter.ConstraintTypes.Any(IsUnordered);
    }

    /// <summary>The type parameters that the type mentions.</summary>
    public ImmutableArray<ITypeParameterSymbol> ParametersOf(ITypeSymbol type)
    {
        if (_parameters.TryGetValue(type, out var known))
            return known;
        var found = new HashSet<ITypeParameterSymbol>(SymbolEqualityComparer.Default);
        CollectParameters(type, found);
        return _parameters.GetOrAdd(type, found.ToImmutableArray());
    }

    private static void CollectParameters(ITypeSymbol type, HashSet<ITypeParameterSymbol> into)
    {
        switch (type)
        {
            case ITypeParameterSymbol parameter:
                into.Add(parameter);
                break;
            case IArrayTypeSymbol array:
                CollectParameters(array.ElementType, into);
                break;
            case INamedTypeSymbol named:
                for (var current = named; current is not null; current = current.ContainingType)
                {
                    foreach (var argument in current.TypeArguments)
                        CollectParameters(argument, into);
                }

                break;
        }
    }

    /// <summary>Whether it may hold a collection of any kind, unordered ones among them.</summary>
    public static bool IsOpen(ITypeSymbol? type) => type switch
    {
        ITypeParameterSymbol => true,
        { SpecialType: SpecialType.System_Object } => true,
        INamedTypeSymbol { TypeKind: TypeKind.Interface, Name: "IEnumerable" or "ICollection" or "IReadOnlyCollection" or "IQueryable" or "IEnumerator" or "IProducerConsumerCollection" } => true,
        _ => false,
    };

    /// <summary>Whether it keeps its elements in the order of a comparer.</summary>
    public static bool IsSorted(ITypeSymbol? type) => type is INamedTypeSymbol { Name: var name } named
        && (name is "SortedSet" or "SortedDictionary" or "SortedList" or "ImmutableSortedSet" or "ImmutableSortedDictionary" or "PriorityQueue" || (name is "Builder" or "KeyCollection" or "ValueCollection" && IsSorted(named.ContainingType)));

    /// <summary>Whether a set or map keeps one entry for each key, so that only what is entered matters, not when.</summary>
    public bool IsKeyed(ITypeSymbol? type) => IsUnordered(type) || IsSorted(type);

    /// <summary>Whether nothing that is called on it can change it.</summary>
    public bool IsImmutable(ITypeSymbol? type) =>
        IsScalar(type)
        || type is { TypeKind: TypeKind.Delegate }
        || (type is INamedTypeSymbol { ContainingNamespace: { } space } named
            && space.FullName() is "System.Collections.Immutable" or "System.Collections.Frozen" && named.Name != "Builder");

    /// <summary>Whether it is a class of the platform's that holds things and lets them be changed.</summary>
    public bool IsMutable(ITypeSymbol? type) => type switch
    {
        IArrayTypeSymbol => true,
        INamedTypeSymbol named when bodies.IsOurs(named) => named.TypeKind == TypeKind.Class && !named.IsAnonymousType && HasMutableMember(named),
        INamedTypeSymbol { TypeKind: TypeKind.Class, ContainingNamespace: { } space } named =>
            (space.FullName() is "System.Collections" or "System.Collections.Generic" or "System.Collections.Concurrent" or "System.Collections.ObjectModel" or "System.Collections.Specialized"
                && named.Name is not ("ReadOnlyCollection" or "ReadOnlyDictionary" or "ReadOnlySet" or "Comparer" or "EqualityComparer" or "StructuralComparisons"))
            || (named.Name == "Builder" && space.FullName() == "System.Collections.Immutable")
            || (named.Name is "StringBuilder" && space.FullName() == "System.Text"),
        INamedTypeSymbol { Name: "Memory" or "ArraySegment" } => true,
        _ => false,
    };

    /// <summary>Whether two values of the type are equal only if they are, or hold, the same object.</summary>
    public bool IsIdentityCompared(ITypeSymbol? type) => IsIdentityCompared(type, new HashSet<ITypeSymbol>(SymbolEqualityComparer.Default));

    private bool IsIdentityCompared(ITypeSymbol? type, HashSet<ITypeSymbol> seen)
    {
        switch (type)
        {
            case IArrayTypeSymbol:
                return true;
            case INamedTypeSymbol named when named.IsTupleType:
                return named.TupleElements.Any(element => IsIdentityCompared(element.Type, seen));
            case INamedTypeSymbol { OriginalDefinition.SpecialType: SpecialType.System_Nullable_T } nullable:
                return IsIdentityCompared(nullable.TypeArguments[0], seen);
            case INamedTypeSymbol { TypeKind: TypeKind.Class or TypeKind.Struct } named when bodies.IsOurs(named):
                if (!seen.Add(named))
                    return false;
                if (OwnEquals(named))
                    return false;
                if (!named.IsRecord && named.TypeKind == TypeKind.Class)
                    return true;
                for (var current = named; current is not null && bodies.IsOurs(current); current = current.BaseType)
                {
                    if (current.GetMembers().OfType<IFieldSymbol>().Any(field => !field.IsStatic && IsIdentityCompared(field.Type, seen)))
                        return true;
                }

                return false;
            case INamedTypeSymbol { ContainingNamespace: { } space } named:
                return (space.FullName() is "System.Collections.Immutable" or "System.Collections.Generic" or "System.Collections.Frozen" or "System.Collections.ObjectModel"
                        && named.TypeKind != TypeKind.Interface && named.Name is not ("KeyValuePair" or "Comparer" or "EqualityComparer"))
                    || (named.TypeKind == TypeKind.Interface && space.FullName() is "System.Collections.Generic" or "System.Collections.Immutable" or "System.Collections")
                    || (named is { Name: "KeyValuePair", Arity: 2 } && named.TypeArguments.Any(argument => IsIdentityCompared(argument, seen)))
                    || (named is { Name: "StringBuilder" } && space.FullName() == "System.Text");
            default:
                return false;
        }
    }

    private static bool OwnEquals(INamedTypeSymbol type)
    {
        for (var current = type; current is { SpecialType: not (SpecialType.System_Object or SpecialType.System_ValueType) }; current = current.BaseType)
        {
            if (current.GetMembers(WellKnownMemberNames.ObjectEquals).OfType<IMethodSymbol>().Any(static method => !method.IsStatic && !method.IsImplicitlyDeclared))
                return true;
        }

        return false;
    }

    private static bool HasMutableMember(INamedTypeSymbol type)
    {
        for (var current = type; current is not null; current = current.BaseType)
        {
            foreach (var member in current.GetMembers())
            {
                if (member is IPropertySymbol { IsStatic: false, SetMethod.IsInitOnly: false } or IFieldSymbol { IsStatic: false, IsReadOnly: false, IsConst: false, IsImplicitlyDeclared: false })
                    return true;
            }
        }

        return false;
    }

    /// <summary>Whether its objects are run through when they are looked at, not when they are made.</summary>
    public static bool IsLazySequence(ITypeSymbol? type) =>
        type is INamedTypeSymbol { TypeKind: TypeKind.Interface, Name: "IEnumerable" or "IOrderedEnumerable" or "IQueryable" or "IEnumerator" or "IAsyncEnumerable" };

    /// <summary>Whether a value of the type shares what it was made of, so that changing one changes the other.</summary>
    public static bool IsView(ITypeSymbol? type) =>
        type is INamedTypeSymbol { Name: "Span" or "Memory" or "ArraySegment" or "MemoryStream" or "Collection" or "ReadOnlySpan" or "ReadOnlyMemory" or "Ref" or "StreamWriter" or "BinaryWriter" or "StringWriter" } or IPointerTypeSymbol;

    private static bool IsIn(INamedTypeSymbol type, string space) => type.ContainingNamespace is { } containing && containing.Name == space && containing.ContainingNamespace.IsGlobalNamespace;
}
