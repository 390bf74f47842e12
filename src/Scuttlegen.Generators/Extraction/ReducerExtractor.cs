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
            problems.Add(Descriptors.InvalidReducer, method.Locations.FirstOrDefault(), method.Name, HookExtractor.InExtensionBlock);
            return null;
        }

        if (DirectCalls.IsBroken(method)) return null;
        var (reason, location) = FindFault(method);
        if (reason is not null)
        {
            problems.Add(Descriptors.InvalidReducer, location ?? method.Locations.FirstOrDefault(), method.Name, reason);
            return null;
        }

        var state = method.Parameters[0].Type;
        var action = (INamedTypeSymbol)method.Parameters[1].Type;
        var attribute = Attributes.Find(method, Attributes.Reducer);
        var slice = attribute?.NamedArguments.FirstOrDefault(a => a.Key == "Slice").Value.Value as string;

        return new ReducerModel(
            TypeNames.Metadata(method.ContainingType) + "." + method.Name,
            TypeNames.InCode(method.ContainingType) + "." + TypeNames.Escape(method.Name),
            TypeNames.Short(method.ContainingType) + "." + method.Name,
            TypeNames.Fact(state),
            AcceptsNullState: method.Parameters[0].NullableAnnotation != NullableAnnotation.NotAnnotated,
            ReturnsNull: method.ReturnType is { IsReferenceType: true, NullableAnnotation: NullableAnnotation.Annotated },
            TypeNames.InCode(action),
            HookExtractor.KnownFacts(action, compilation),
            slice,
            TakesContext: method.Parameters.Length == 3,
            Commutes: attribute?.NamedArguments.FirstOrDefault(a => a.Key == "Commutes").Value.Value is true,
            StateUses.Of(method),
            DirectCalls.CodeHash(method),
            TypeNames.Fact(method.ContainingType));
    }

    private static (string? Reason, Location? Location) FindFault(IMethodSymbol method)
    {
        if (DirectCalls.FindFault(method, "a reducer") is { Reason: not null } fault) return fault;
        if (method.Parameters.Length is < 2 or > 3)
            return ($"it has {method.Parameters.Length} parameters; a reducer takes the state, the action and, if it asks for it, a ReplayContext", null);
        var action = method.Parameters[1];
        if (HookExtractor.IsGenesis(action.Type))
        {
            if (method.Parameters.Length == 3)
                return ("it reduces the genesis, which comes before every update and so has no ReplayContext; remove its third parameter", method.Parameters[2].Locations.FirstOrDefault());
        }
        else if (!HookExtractor.IsAction(action.Type))
        {
            return ($"the type of its parameter '{action.Name}', '{TypeNames.Short(action.Type)}', is no action; mark the type with [GossipAction] or [LocalAction]", action.Locations.FirstOrDefault());
        }

        if (method.Parameters.Length == 3 && !method.Parameters[2].Type.Is(Attributes.Namespace, "ReplayContext"))
            return ($"its third parameter '{method.Parameters[2].Name}' is no ReplayContext; remove it, or carry its value in the action", method.Parameters[2].Locations.FirstOrDefault());

        var state = method.Parameters[0].Type;
        if (!SymbolEqualityComparer.Default.Equals(method.ReturnType, state))
            return ($"it returns '{TypeNames.Short(method.ReturnType)}'; it must return '{TypeNames.Short(state)}', the type of its state", null);
        if (state.IsRefLikeType || state.TypeKind is TypeKind.Pointer or TypeKind.FunctionPointer)
            return ($"its state '{TypeNames.Short(state)}' cannot be kept", null);
        return (null, null);
    }
}
