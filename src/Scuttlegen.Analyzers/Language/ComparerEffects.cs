using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;
using Scuttlegen.Analyzers.Effects;

namespace Scuttlegen.Analyzers.Language;

/// <summary>Where text is put in order by the default comparer, which is the current culture's.</summary>
internal static class ComparerEffects
{
    private const string Ordinal = "pass StringComparer.Ordinal";

    public static IEnumerable<LanguageEffect> Of(IOperation operation)
    {
        var (compared, api) = ComparedBy(operation);
        if (compared is null || api is null)
            return [];
        if (compared is ITypeParameterSymbol parameter)
            return [new LanguageEffect(EffectCategory.Culture, api, Advice: Ordinal, If: new TypeCondition(parameter, TypeUse.Compared))];
        return CultureTypes.IsCompared(compared) ? [new LanguageEffect(EffectCategory.Culture, api, Advice: Ordinal)] : [];
    }

    /// <summary>What the operation puts in order by the default comparer of its type.</summary>
    public static (ITypeSymbol? Compared, ISymbol? Api) ComparedBy(IOperation operation)
    {
        switch (operation)
        {
            case IObjectCreationOperation { Constructor: { } constructor } creation when SortedKey(constructor.ContainingType) is { } key && !HasComparer(creation.Arguments) && !TakesSorted(creation.Arguments):
                return (key, constructor);
            case IFieldReferenceOperation { Field: { IsStatic: true, Name: "Empty" } field } reference when SortedKey(field.ContainingType) is { } key && !IsGivenComparer(reference):
                return (key, field);
            case IPropertyReferenceOperation { Property: { IsStatic: true, Name: "Default", ContainingType: { Name: "Comparer", TypeArguments: [var element] } } property } when property.ContainingType.ContainingNamespace.FullName() == "System.Collections.Generic":
                return (element, property);
            case ICollectionExpressionOperation { Type: { } type } collection when SortedKey(type) is { } key:
                return (key, collection.ConstructMethod ?? (ISymbol)type.OriginalDefinition);
            case IInvocationOperation call:
                return (ComparedBy(call), call.TargetMethod.OriginalDefinition);
            default:
                return default;
        }
    }

    private static ITypeSymbol? ComparedBy(IInvocationOperation call)
    {
        var method = call.TargetMethod;
        var owner = method.ContainingType;
        var space = owner.ContainingNamespace?.FullName();
        if (method.Name == "CompareTo" && call.Instance?.Type is { } instance && method.Parameters.Length == 1)
            return instance is ITypeParameterSymbol or INamedTypeSymbol { IsTupleType: true } ? instance : owner is { Name: "IComparable", TypeArguments: [var own] } ? own : null;
        if (HasComparer(call.Arguments))
            return null;
        switch (space, owner.Name, method.Name)
        {
            case ("System.Linq", "Enumerable" or "Queryable", "OrderBy" or "OrderByDescending" or "ThenBy" or "ThenByDescending" or "MinBy" or "MaxBy"):
                return method.TypeArguments.Length > 1 ? method.TypeArguments[1] : null;
            case ("System.Linq", "Enumerable" or "Queryable", "Order" or "OrderDescending"):
                return method.TypeArguments[0];
            case ("System.Linq", "Enumerable" or "Queryable", "Min" or "Max"):
                return method.ReturnType;
            case ("System.Collections.Generic", "List", "Sort" or "BinarySearch") when !HasComparison(call):
                return owner.TypeArguments[0];
            case ("System", "Array", "Sort" or "BinarySearch") when !HasComparison(call) && method.TypeArguments.Length > 0:
                return method.TypeArguments[0];
            case ("System", "Array", "Sort" or "BinarySearch") when !HasComparison(call):
                return (MemberUse.Strip(call.Arguments[0].Value)?.Type as IArrayTypeSymbol)?.ElementType;
            case ("System", "MemoryExtensions", "Sort") when !HasComparison(call) && method.TypeArguments.Length > 0:
                return method.TypeArguments[0];
            case ("System", "MemoryExtensions", "BinarySearch") when method.TypeArguments is [var searched]:
                return searched;
            case ("System.Collections.Immutable", "ImmutableList" or "ImmutableArray" or "Builder", "Sort" or "BinarySearch") when !HasComparison(call) && owner.TypeArguments.Length > 0:
                return owner.TypeArguments[0];
            case ("System.Collections.Immutable", "Builder", "Sort") when !HasComparison(call) && owner.ContainingType is { TypeArguments: [var built] }:
                return built;
            case ("System.Collections.Immutable", "ImmutableSortedSet" or "ImmutableSortedDictionary", "Create" or "CreateRange" or "CreateBuilder" or "ToImmutableSortedSet" or "ToImmutableSortedDictionary")
                when !(method.Parameters.Length > 0 && SortedKey(MemberUse.Strip(call.Arguments[0].Value)?.Type) is not null):
                return KeyOf(method);
            case (_, "Comparer", "Compare") when owner.TypeArguments is [var compared]:
                return null == compared ? null : IsDefaultComparer(call.Instance) ? compared : null;
            default:
                return null;
        }
    }

    // Comparer<T>.Default is told where it is named.
    private static bool IsDefaultComparer(IOperation? instance) => instance is null;

    private static ITypeSymbol? KeyOf(IMethodSymbol method) => SortedKey(method.ReturnType) ?? (method.ReturnType.ContainingType is { } outer ? SortedKey(outer) : method.TypeArguments.FirstOrDefault());

    /// <summary>What a sorted collection is sorted by.</summary>
    private static ITypeSymbol? SortedKey(ITypeSymbol? type) => type is INamedTypeSymbol
    {
        Name: "SortedDictionary" or "SortedSet" or "SortedList" or "ImmutableSortedDictionary" or "ImmutableSortedSet",
        TypeArguments: [var key, ..],
    }
        ? key
        : type is INamedTypeSymbol { Name: "PriorityQueue", TypeArguments: [_, var priority] } ? priority : null;

    private static bool HasComparer(System.Collections.Immutable.ImmutableArray<IArgumentOperation> arguments) => arguments.Any(static argument =>
        argument.Parameter?.Type is INamedTypeSymbol { Name: "IComparer" } && MemberUse.Strip(argument.Value) is not ({ ConstantValue: { HasValue: true, Value: null } } or IDefaultValueOperation));

    private static bool HasComparison(IInvocationOperation call) => call.Arguments.Any(static argument => argument.Parameter?.Type is { Name: "Comparison" or "TComparer" or "IComparable" } || argument.Parameter?.OriginalDefinition.Type is ITypeParameterSymbol { Name: "TComparer" or "TComparable" });

    // A copy of a sorted collection keeps its comparer.
    private static bool TakesSorted(System.Collections.Immutable.ImmutableArray<IArgumentOperation> arguments) => arguments.Any(static argument => SortedKey(MemberUse.Strip(argument.Value)?.Type) is not null);

    // ImmutableSortedSet<string>.Empty.WithComparer(StringComparer.Ordinal)
    private static bool IsGivenComparer(IOperation reference) => reference.Parent is IInvocationOperation { TargetMethod.Name: "WithComparer" or "WithComparers" } call && HasComparer(call.Arguments);
}
