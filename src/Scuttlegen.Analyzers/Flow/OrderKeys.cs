using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;
using Scuttlegen.Analyzers.Effects;

namespace Scuttlegen.Analyzers.Flow;

/// <summary>Whether an ordering tells any two elements apart that are not the same.</summary>
internal static class OrderKeys
{
    /// <summary>Whether the method puts a sequence in order where it is.</summary>
    public static bool IsSort(IMethodSymbol method) =>
        method.Name is "Sort" && method.ContainingType is { Name: "List" or "Array" or "MemoryExtensions" or "Builder" or "ArrayList" or "ImmutableList" or "ImmutableArray" };

    /// <summary>Whether the method returns a sequence in an order of its own.</summary>
    public static bool IsOrdering(IMethodSymbol method) => method.Name is "OrderBy" or "OrderByDescending" or "ThenBy" or "ThenByDescending" or "Order" or "OrderDescending";

    /// <param name="method">The method that orders.</param>
    /// <param name="argumentOf">Its arguments.</param>
    /// <param name="element">What is ordered.</param>
    /// <param name="initializerOf">What a static was made of.</param>
    public static bool IsTotal(IMethodSymbol method, Func<int, IOperation?> argumentOf, ITypeSymbol? element, Func<ISymbol, IOperation?> initializerOf)
    {
        // Keys and items are sorted together: of two equal keys, either item may come first.
        if (IsSort(method) && method.Parameters.Length >= 2 && method.Parameters[0].Type is IArrayTypeSymbol && method.Parameters[1].Type is IArrayTypeSymbol)
            return false;
        IAnonymousFunctionOperation? keys = null;
        IOperation? comparer = null;
        for (var index = 0; index < method.Parameters.Length; index++)
        {
            if (argumentOf(index) is not { } argument)
                continue;
            var stripped = MemberUse.Strip(argument);
            if (stripped is IDelegateCreationOperation { Target: IAnonymousFunctionOperation lambda })
                keys = lambda;
            else if (stripped is IDelegateCreationOperation { Target: IMethodReferenceOperation group })
                return IsTotalMethod(group.Method, element);
            else if (method.Parameters[index].Type.TypeKind == TypeKind.Delegate && stripped is not (null or ILiteralOperation))
                return false;
            else if (method.Parameters[index].Type is INamedTypeSymbol { Name: "IComparer" or "Comparison" or "IComparer`1" } && stripped is not (null or ILiteralOperation or IDefaultValueOperation))
                comparer = stripped;
            else if (method.Parameters[index].Type is ITypeParameterSymbol { Name: "TComparer" } && stripped is not null)
                comparer = stripped;
        }

        if (comparer is not null && keys is null)
            return IsTotalComparer(comparer, element, initializerOf);
        if (comparer is IPropertyReferenceOperation { Property.Name: var name } && name.EndsWith("IgnoreCase", StringComparison.Ordinal))
            return false;
        if (keys is not null)
            return IsTotalLambda(keys, element);
        return IsTotalByDefault(element);
    }

    private static bool IsTotalComparer(IOperation comparer, ITypeSymbol? element, Func<ISymbol, IOperation?> initializerOf)
    {
        switch (comparer)
        {
            case IPropertyReferenceOperation { Property: { ContainingType.Name: "StringComparer", Name: var name } }:
                return !name.EndsWith("IgnoreCase", StringComparison.Ordinal);
            case IPropertyReferenceOperation { Property: { ContainingType.Name: "Comparer", Name: "Default" } }:
                return IsTotalByDefault(element);
            case IInvocationOperation { TargetMethod: { Name: "Create", ContainingType.Name: "Comparer" } } create:
                return MemberUse.Strip(create.Arguments[0].Value) is IDelegateCreationOperation { Target: IAnonymousFunctionOperation lambda } ? IsTotalLambda(lambda, element) : true;
            case IFieldReferenceOperation { Field: { IsStatic: true } field } when initializerOf(field) is { } made:
                return IsTotalComparer(MemberUse.Strip(made) ?? made, element, static _ => null);
            case IPropertyReferenceOperation { Property: { IsStatic: true } property } when initializerOf(property) is { } made:
                return IsTotalComparer(MemberUse.Strip(made) ?? made, element, static _ => null);
            default:
                var compare = comparer.Type?.GetMembers("Compare").OfType<IMethodSymbol>().FirstOrDefault(static method => method.Parameters.Length == 2);
                return compare is null || IsTotalMethod(compare, element);
        }
    }

    private static bool IsTotalByDefault(ITypeSymbol? element)
    {
        if (element is not INamedTypeSymbol named || named.DeclaringSyntaxReferences.IsEmpty || named.TypeKind == TypeKind.Enum)
            return true;
        var compare = named.GetMembers("CompareTo").OfType<IMethodSymbol>().FirstOrDefault(static method => method.Parameters.Length == 1);
        return compare is null || IsTotalText(compare);
    }

    private static bool IsTotalMethod(IMethodSymbol method, ITypeSymbol? element) => method.DeclaringSyntaxReferences.IsEmpty || IsTotalText(method);

    // A method's body is read as text: which members of its parameters, or of this, does it compare?
    private static bool IsTotalText(IMethodSymbol method)
    {
        var names = method.Parameters.Select(static parameter => parameter.Name).ToList();
        var paths = new HashSet<string>(StringComparer.Ordinal);
        foreach (var reference in method.DeclaringSyntaxReferences)
        {
            foreach (var access in reference.GetSyntax().DescendantNodes().OfType<Microsoft.CodeAnalysis.CSharp.Syntax.MemberAccessExpressionSyntax>())
            {
                if (access.Expression is Microsoft.CodeAnalysis.CSharp.Syntax.IdentifierNameSyntax name && names.Contains(name.Identifier.ValueText))
                    paths.Add(access.Name.Identifier.ValueText);
            }

            foreach (var access in reference.GetSyntax().DescendantNodes().OfType<Microsoft.CodeAnalysis.CSharp.Syntax.ConditionalAccessExpressionSyntax>())
            {
                if (access.Expression is Microsoft.CodeAnalysis.CSharp.Syntax.IdentifierNameSyntax name && names.Contains(name.Identifier.ValueText))
                    paths.Add(access.WhenNotNull.ToString().TrimStart('.').Split('.')[0]);
            }
        }

        paths.Remove("CompareTo");
        return paths.Count != 1 || paths.Any(IsKeyLike);
    }

    private static bool IsTotalLambda(IAnonymousFunctionOperation lambda, ITypeSymbol? element)
    {
        var paths = new HashSet<string>(StringComparer.Ordinal);
        foreach (var reference in lambda.Body.Descendants().OfType<IParameterReferenceOperation>())
        {
            if (!lambda.Symbol.Parameters.Contains(reference.Parameter, SymbolEqualityComparer.Default))
                continue;
            var path = "";
            IOperation current = reference;
            var isOpen = true;
            while (isOpen)
            {
                switch (current.Parent)
                {
                    case IPropertyReferenceOperation { Arguments.Length: 0 } property when property.Instance == current:
                        path = $"{path}.{property.Property.Name}";
                        current = property;
                        break;
                    case IFieldReferenceOperation field when field.Instance == current:
                        path = $"{path}.{field.Field.Name}";
                        current = field;
                        break;
                    case IConversionOperation or IParenthesizedOperation:
                        current = current.Parent;
                        break;
                    default:
                        isOpen = false;
                        break;
                }
            }

            // The whole element decides only if it is compared, or is the key, as it is.
            if (path.Length == 0 && current.Parent is not (IReturnOperation or ITupleOperation or IArgumentOperation or IInvocationOperation or IBinaryOperation { OperatorKind: BinaryOperatorKind.Subtract or BinaryOperatorKind.LessThan or BinaryOperatorKind.GreaterThan } or IUnaryOperation))
                path = "?";
            if (path.Length == 0 && current.Parent is IArgumentOperation { Parent: IInvocationOperation { TargetMethod.Name: not ("CompareTo" or "Compare" or "CompareOrdinal") } })
                path = "?";
            if (path.Length == 0 && current.Parent is IInvocationOperation { TargetMethod.Name: not ("CompareTo" or "Compare") })
                path = "?";
            paths.Add(path);
        }

        if (paths.Contains(""))
            return IsTotalByDefault(element);
        return paths.Count >= 2 || paths.Any(path => IsKeyLike(path.Substring(path.LastIndexOf('.') + 1)));
    }

    // By its name, the member tells its owner from all others.
    private static bool IsKeyLike(string name) =>
        name is "Key" or "Guid" or "Stamp" or "Sequence" or "Index" or "Dot" or "Source" or "Name" or "Code" or "Slug" or "Sku" || name.EndsWith("Id", StringComparison.Ordinal) || name.EndsWith("ID", StringComparison.Ordinal) || name.EndsWith("Key", StringComparison.Ordinal);
}
