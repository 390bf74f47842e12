using Microsoft.CodeAnalysis;

namespace Scuttlegen.Analyzers.Effects;

/// <summary>Which members have to say of themselves that they are deterministic, because nothing else tells.</summary>
internal static class Assertions
{
    /// <summary>Whether a member whose source and verdict are unknown leaves anything open.</summary>
    public static bool NeedsOne(ISymbol member, Compilation compilation)
    {
        if (member is IFieldSymbol { IsConst: true } or IMethodSymbol { MethodKind: MethodKind.DelegateInvoke or MethodKind.BuiltinOperator } || member.ContainingType is not { } type)
            return false;
        // What the compiler writes into our own types runs what we wrote.
        if (SymbolEqualityComparer.Default.Equals(member.ContainingAssembly, compilation.Assembly) || type.TypeKind is TypeKind.Enum or TypeKind.Delegate || type.IsAnonymousType || type.IsTupleType
            || type.SpecialType is SpecialType.System_Object or SpecialType.System_ValueType)
        {
            return false;
        }

        return !IsAsserted(member) && !IsAsserted(type) && !(member.ContainingAssembly is { } assembly && assembly.GetAttributes().Any(static data => IsAssertion(data.AttributeClass)));
    }

    /// <summary>Whether the member, or a type around it, carries <c>[Pure]</c> or <c>[Deterministic]</c>.</summary>
    private static bool IsAsserted(ISymbol symbol)
    {
        for (ISymbol? current = symbol; current is not null and not INamespaceSymbol; current = current.ContainingType)
        {
            if (current.GetAttributes().Any(static data => IsAssertion(data.AttributeClass)))
                return true;
        }

        return false;
    }

    private static bool IsAssertion(INamedTypeSymbol? attribute) => attribute switch
    {
        { Name: "DeterministicAttribute", ContainingNamespace: { Name: "Scuttlegen", ContainingNamespace.IsGlobalNamespace: true } } => true,
        { Name: "PureAttribute" } => attribute.ContainingNamespace.ToDisplayString() is "System.Diagnostics.Contracts" or "JetBrains.Annotations",
        _ => false,
    };
}
