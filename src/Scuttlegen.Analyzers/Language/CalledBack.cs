using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;
using Scuttlegen.Analyzers.Effects;

namespace Scuttlegen.Analyzers.Language;

/// <summary>Members of types that the platform calls back without a word of it in the source: comparisons for a sort, equality for a set, a constructor for <c>new T()</c>.</summary>
internal static class CalledBack
{
    /// <summary>The members of the compilation's own types that the operation leads to, with what is harmless about them there.</summary>
    public static IEnumerable<(IMethodSymbol Method, EffectCategory Harmless)> By(IOperation operation, Bodies bodies) => operation.Kind switch
    {
        OperationKind.Invocation or OperationKind.ObjectCreation or OperationKind.MethodReference or OperationKind.Binary
            or OperationKind.FieldReference or OperationKind.PropertyReference or OperationKind.CollectionExpression => Find(operation, bodies),
        _ => [],
    };

    private static IEnumerable<(IMethodSymbol Method, EffectCategory Harmless)> Find(IOperation operation, Bodies bodies)
    {
        if (ComparerEffects.ComparedBy(operation).Compared is { } compared)
        {
            foreach (var method in Members(compared, bodies, "CompareTo", 1))
                yield return (method, EffectCategory.Pure);
        }

        // What is entered into a sorted collection is compared with what is there.
        if (operation is IInvocationOperation { TargetMethod: { IsStatic: false, Parameters.Length: > 0, ContainingType: { TypeArguments: [var key, ..], Name: "SortedSet" or "SortedDictionary" or "SortedList" or "ImmutableSortedSet" or "ImmutableSortedDictionary" } } })
        {
            foreach (var method in Members(key, bodies, "CompareTo", 1))
                yield return (method, EffectCategory.Pure);
        }

        if (EquatedBy(operation) is { } equated)
        {
            foreach (var method in Members(equated, bodies, WellKnownMemberNames.ObjectEquals, 1))
                yield return (method, EffectCategory.Pure);
            // A table that spreads its entries by hash does not show it.
            foreach (var method in Members(equated, bodies, WellKnownMemberNames.ObjectGetHashCode, 0))
                yield return (method, EffectCategory.HashCode);
        }

        foreach (var constructed in ConstructedBy(operation))
        {
            if (constructed is INamedTypeSymbol type && bodies.IsOurs(type) && type.InstanceConstructors.FirstOrDefault(static constructor => constructor.Parameters.IsEmpty) is { } constructor)
                yield return (constructor.OriginalDefinition, EffectCategory.Pure);
        }
    }

    private static IEnumerable<IMethodSymbol> Members(ITypeSymbol type, Bodies bodies, string name, int parameters)
    {
        // Of a pair or a nullable, the parts are asked.
        if (type is INamedTypeSymbol { TypeArguments: { Length: > 0 } arguments } generic && (generic.IsTupleType || generic.OriginalDefinition.SpecialType == SpecialType.System_Nullable_T || generic.Name is "KeyValuePair"))
            return arguments.SelectMany(argument => Members(argument, bodies, name, parameters));
        if (!bodies.IsOurs(type))
            return [];
        var own = new List<IMethodSymbol>();
        for (var current = type; current is not null && bodies.IsOurs(current); current = current.BaseType)
        {
            foreach (var member in current.GetMembers())
            {
                if (member is IMethodSymbol { IsStatic: false } method && method.Parameters.Length == parameters && bodies.HasSource(method)
                    && (method.Name == name || method.ExplicitInterfaceImplementations.Any(slot => slot.Name == name)))
                {
                    own.Add(method.OriginalDefinition);
                }
            }

            // A record's equality asks its members.
            if (own.Count == 0 && current.IsRecord && name != "CompareTo")
            {
                foreach (var field in current.GetMembers().OfType<IFieldSymbol>())
                {
                    if (!field.IsStatic && !SymbolEqualityComparer.Default.Equals(field.Type, type))
                        own.AddRange(OwnMembers(field.Type, bodies, name, parameters));
                }
            }
        }

        return own;
    }

    // One level of a record's members: deeper ones are rare, and cycles are not.
    private static IEnumerable<IMethodSymbol> OwnMembers(ITypeSymbol type, Bodies bodies, string name, int parameters) =>
        bodies.IsOurs(type)
            ? type.GetMembers(name).OfType<IMethodSymbol>().Where(method => !method.IsStatic && method.Parameters.Length == parameters && bodies.HasSource(method)).Select(static method => method.OriginalDefinition)
            : [];

    private static ITypeSymbol? EquatedBy(IOperation operation)
    {
        switch (operation)
        {
            case IObjectCreationOperation { Constructor.ContainingType: { TypeArguments: [var key, ..], Name: "Dictionary" or "HashSet" or "ConcurrentDictionary" or "OrderedDictionary" } } creation when !HasComparer(creation.Arguments):
                return key;
            case IBinaryOperation { OperatorKind: BinaryOperatorKind.Equals or BinaryOperatorKind.NotEquals, OperatorMethod: { IsImplicitlyDeclared: true, ContainingType: { IsRecord: true } record } }:
                return record;
            case IPropertyReferenceOperation { Property: { IsIndexer: true, ContainingType: { TypeArguments: [var key, _], Name: "Dictionary" or "ImmutableDictionary" or "IReadOnlyDictionary" or "IDictionary" or "FrozenDictionary" or "ConcurrentDictionary" } } }:
                return key;
            case IInvocationOperation call when !HasComparer(call.Arguments):
                return EquatedBy(call);
            default:
                return null;
        }
    }

    private static ITypeSymbol? EquatedBy(IInvocationOperation call)
    {
        var method = call.TargetMethod;
        var owner = method.ContainingType;
        if (owner.ContainingNamespace?.FullName() is not { } space || !space.StartsWith("System", StringComparison.Ordinal))
            return null;
        return (owner.Name, method.Name) switch
        {
            ("Enumerable", "Distinct" or "Contains" or "Except" or "Intersect" or "Union" or "SequenceEqual" or "ToHashSet") => method.TypeArguments.FirstOrDefault(),
            ("Enumerable", "GroupBy" or "ToDictionary" or "ToLookup" or "DistinctBy" or "CountBy" or "AggregateBy" or "ExceptBy" or "IntersectBy" or "UnionBy") => method.TypeArguments.ElementAtOrDefault(1),
            ("Object", "Equals") when method.IsStatic => MemberUse.Strip(call.Arguments[0].Value)?.Type,
            ("EqualityComparer" or "IEqualityComparer", "Equals" or "GetHashCode") => owner.TypeArguments.FirstOrDefault(),
            ("List" or "ImmutableList" or "ImmutableArray" or "IList" or "ICollection", "Contains" or "IndexOf" or "LastIndexOf" or "Remove" or "Replace") => owner.TypeArguments.FirstOrDefault(),
            ("HashSet" or "ImmutableHashSet" or "ISet" or "IReadOnlySet" or "FrozenSet" or "Dictionary" or "ImmutableDictionary" or "IReadOnlyDictionary" or "IDictionary" or "FrozenDictionary" or "ConcurrentDictionary" or "Builder", _)
                when !method.IsStatic && owner.TypeArguments.Length > 0 && method.Parameters.Length > 0 => owner.TypeArguments[0],
            ("ImmutableHashSet" or "ImmutableDictionary", _) when method.IsStatic => method.TypeArguments.FirstOrDefault(),
            _ => null,
        };
    }

    private static bool HasComparer(System.Collections.Immutable.ImmutableArray<IArgumentOperation> arguments) => arguments.Any(static argument =>
        argument.Parameter?.Type is { Name: "IEqualityComparer" } && MemberUse.Strip(argument.Value) is not ({ ConstantValue: { HasValue: true, Value: null } } or IDefaultValueOperation));

    /// <summary>What stands for a type parameter that has a <c>new()</c> constraint is made.</summary>
    private static IEnumerable<ITypeSymbol> ConstructedBy(IOperation operation)
    {
        var method = operation switch
        {
            IInvocationOperation call => call.TargetMethod,
            IMethodReferenceOperation group => group.Method,
            IObjectCreationOperation { Constructor: { } constructor } => constructor,
            _ => null,
        };
        if (method is null)
            yield break;
        for (var index = 0; index < method.TypeParameters.Length; index++)
        {
            if (method.TypeParameters[index].HasConstructorConstraint)
                yield return method.TypeArguments[index];
        }

        for (var type = method.ContainingType; type is not null; type = type.ContainingType)
        {
            for (var index = 0; index < type.TypeParameters.Length; index++)
            {
                if (type.TypeParameters[index].HasConstructorConstraint)
                    yield return type.TypeArguments[index];
            }
        }
    }
}
