using Microsoft.CodeAnalysis;

namespace Scuttlegen.Generators.Extraction;

/// <summary>What keeps generated code from calling a user's static method directly.</summary>
internal static class DirectCalls
{
    /// <param name="method">The method.</param>
    /// <param name="noun">What it is to be, with its article.</param>
    public static (string? Reason, Location? Location) FindFault(IMethodSymbol method, string noun)
    {
        if (!method.IsStatic) return ($"it is not static; {noun} has nothing but its arguments", null);
        if (method.IsAbstract || method.IsVirtual) return ("it is abstract or virtual, so there is no one method to call", null);
        if (method.Arity > 0 || IsInGeneric(method.ContainingType)) return ("it is generic, or in a generic type; write one for each type it is meant for", null);
        if (!IsReachable(method)) return ("generated code cannot reach it; make it, and the types around it, internal or public", null);
        foreach (var parameter in method.Parameters)
        {
            if (parameter.RefKind != RefKind.None)
                return ($"its parameter '{parameter.Name}' is passed by reference; pass it by value", parameter.Locations.FirstOrDefault());
        }

        return method.ReturnsByRef || method.ReturnsByRefReadonly ? ("it returns by reference; return by value", null) : (null, null);
    }

    /// <summary>Whether the compiler cannot even say what the method takes and returns: it tells so itself.</summary>
    public static bool IsBroken(IMethodSymbol method) =>
        !TypeNames.IsNamed(method)
        || method.Parameters.Any(p => p.Type.TypeKind == TypeKind.Error)
        || method.ReturnType.TypeKind == TypeKind.Error;

    /// <summary>A hash of the method's source, wherever its parts stand.</summary>
    public static string CodeHash(IMethodSymbol method)
    {
        var declarations = method.PartialImplementationPart is { } body
            ? method.DeclaringSyntaxReferences.Concat(body.DeclaringSyntaxReferences)
            : method.DeclaringSyntaxReferences;
        return StableHash.OfTokens(declarations.Select(d => d.GetSyntax()));
    }

    private static bool IsReachable(IMethodSymbol method) =>
        method.DeclaredAccessibility is Accessibility.Public or Accessibility.Internal or Accessibility.ProtectedOrInternal
        && TypeNames.IsInternal(method.ContainingType);

    private static bool IsInGeneric(INamedTypeSymbol type)
    {
        for (var part = type; part is not null; part = part.ContainingType)
        {
            if (part.Arity > 0) return true;
        }

        return false;
    }
}
