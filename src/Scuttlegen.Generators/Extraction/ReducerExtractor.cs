using Microsoft.CodeAnalysis;
using Scuttlegen.Generators.Model;
using Scuttlegen.Generators.Rules;

namespace Scuttlegen.Generators.Extraction;

/// <summary>Reads a <c>[Reducer]</c> method into its model, or reports why generated code cannot call it.</summary>
internal static class ReducerExtractor
{
    public static ReducerModel? Extract(IMethodSymbol method, Compilation compilation, Problems problems)
    {
        // The method that the compiler writes beside an extension block carries its attributes: one of the two is reported.
        if (method.IsImplicitlyDeclared) return null;
        if (method.ContainingType is { IsExtension: true })
        {
            problems.Add(
                Descriptors.InvalidReducer, method.Locations.FirstOrDefault(), method.Name,
                "it stands in an extension block, where its receiver is a parameter of its own; move it out of the block, into the static class");
            return null;
        }

        if (!TypeNames.IsNamed(method)) return null;
        if (method.Parameters.Any(p => p.Type.TypeKind == TypeKind.Error) || method.ReturnType.TypeKind == TypeKind.Error) return null;
        var (reason, location) = FindFault(method);
        if (reason is not null)
        {
            problems.Add(Descriptors.InvalidReducer, location ?? method.Locations.FirstOrDefault(), method.Name, reason);
            return null;
        }

        var state = method.Parameters[0].Type;
        var action = (INamedTypeSymbol)method.Parameters[1].Type;
        var isExternal = !SymbolEqualityComparer.Default.Equals(action.ContainingAssembly, compilation.Assembly);
        var known = IsLocal(action) ? ActionExtractor.ExtractLocal(action, Problems.Ignored)
            : isExternal ? ActionExtractor.ExtractExternal(action, compilation)
            : null;
        var attribute = Attributes.Find(method, Attributes.Reducer);
        var slice = attribute?.NamedArguments.FirstOrDefault(a => a.Key == "Slice").Value.Value as string;
        var declarations = method.PartialImplementationPart is { } body
            ? method.DeclaringSyntaxReferences.Concat(body.DeclaringSyntaxReferences)
            : method.DeclaringSyntaxReferences;

        return new ReducerModel(
            TypeNames.Metadata(method.ContainingType) + "." + method.Name,
            TypeNames.InCode(method.ContainingType) + "." + TypeNames.Escape(method.Name),
            TypeNames.Short(method.ContainingType) + "." + method.Name,
            TypeNames.Fact(state),
            AcceptsNullState: method.Parameters[0].NullableAnnotation != NullableAnnotation.NotAnnotated,
            ReturnsNull: method.ReturnType is { IsReferenceType: true, NullableAnnotation: NullableAnnotation.Annotated },
            TypeNames.InCode(action),
            known,
            slice,
            TakesContext: method.Parameters.Length == 3,
            Commutes: attribute?.NamedArguments.FirstOrDefault(a => a.Key == "Commutes").Value.Value is true,
            StateUses.Of(method),
            StableHash.OfTokens(declarations.Select(d => d.GetSyntax())),
            TypeNames.Fact(method.ContainingType));
    }

    private static (string? Reason, Location? Location) FindFault(IMethodSymbol method)
    {
        if (!method.IsStatic) return ("it is not static; a reducer has nothing but its arguments", null);
        if (method.IsAbstract || method.IsVirtual) return ("it is abstract or virtual, so there is no one method to call", null);
        if (method.Arity > 0 || IsInGeneric(method.ContainingType)) return ("it is generic, or in a generic type; write one reducer for each state type", null);
        if (!IsReachable(method)) return ("generated code cannot reach it; make it, and the types around it, internal or public", null);
        if (method.Parameters.Length is < 2 or > 3)
            return ($"it has {method.Parameters.Length} parameters; a reducer takes the state, the action and, if it asks for it, a ReplayContext", null);
        foreach (var parameter in method.Parameters)
        {
            if (parameter.RefKind != RefKind.None)
                return ($"its parameter '{parameter.Name}' is passed by reference; pass it by value", parameter.Locations.FirstOrDefault());
        }

        var action = method.Parameters[1];
        if (action.Type is not INamedTypeSymbol type || (Attributes.Find(type, Attributes.Action) is null && !IsLocal(type)))
            return ($"the type of its parameter '{action.Name}', '{TypeNames.Short(action.Type)}', is no action; mark the type with [GossipAction] or [LocalAction]", action.Locations.FirstOrDefault());
        if (method.Parameters.Length == 3 && !method.Parameters[2].Type.Is(Attributes.Namespace, "ReplayContext"))
            return ($"its third parameter '{method.Parameters[2].Name}' is no ReplayContext; remove it, or carry its value in the action", method.Parameters[2].Locations.FirstOrDefault());
        if (method.ReturnsByRef || method.ReturnsByRefReadonly) return ("it returns by reference; return the state by value", null);

        var state = method.Parameters[0].Type;
        if (!SymbolEqualityComparer.Default.Equals(method.ReturnType, state))
            return ($"it returns '{TypeNames.Short(method.ReturnType)}'; it must return '{TypeNames.Short(state)}', the type of its state", null);
        if (state.IsRefLikeType || state.TypeKind is TypeKind.Pointer or TypeKind.FunctionPointer)
            return ($"its state '{TypeNames.Short(state)}' cannot be kept", null);
        return (null, null);
    }

    private static bool IsLocal(INamedTypeSymbol action) =>
        Attributes.Find(action, Attributes.Action) is null && Attributes.Find(action, Attributes.LocalAction) is not null;

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
