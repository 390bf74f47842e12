using Microsoft.CodeAnalysis;
using Scuttlegen.Generators.Model;
using Scuttlegen.Generators.Rules;

namespace Scuttlegen.Generators.Extraction;

/// <summary>Reads a <c>[Guard]</c> method into its model, or reports why generated code cannot call it.</summary>
internal static class GuardExtractor
{
    public static GuardModel? Extract(IMethodSymbol method, Compilation compilation, Problems problems)
    {
        if (method.IsImplicitlyDeclared) return null;
        var (reason, location) = method.ContainingType is { IsExtension: true } ? (HookExtractor.InExtensionBlock, null)
            : DirectCalls.IsBroken(method) ? default
            : FindFault(method);
        if (reason is not null) problems.Add(Descriptors.InvalidGuard, location ?? method.Locations.FirstOrDefault(), method.Name, reason);
        if (reason is not null || DirectCalls.IsBroken(method)) return null;

        var state = method.Parameters[0].Type;
        var action = (INamedTypeSymbol)method.Parameters[1].Type;
        var isWide = !HookExtractor.IsAction(action);
        return new GuardModel(
            "guard " + TypeNames.Metadata(method.ContainingType) + "." + method.Name,
            TypeNames.InCode(method.ContainingType) + "." + TypeNames.Escape(method.Name),
            TypeNames.Short(method.ContainingType) + "." + method.Name,
            TypeNames.Fact(state),
            AcceptsNullState: method.Parameters[0].NullableAnnotation != NullableAnnotation.NotAnnotated,
            TypeNames.InCode(action),
            isWide,
            isWide ? null : HookExtractor.KnownFacts(action, compilation),
            Attributes.Find(method, Attributes.Guard)?.NamedArguments.FirstOrDefault(a => a.Key == "Slice").Value.Value as string,
            TakesContext: method.Parameters.Length == 3,
            StateUses.ReadsOf(method),
            DirectCalls.CodeHash(method),
            TypeNames.Fact(method.ContainingType));
    }

    private static bool MayBeOfActions(ITypeSymbol type) =>
        type.SpecialType == SpecialType.System_Object
        || (type is INamedTypeSymbol { TypeKind: TypeKind.Interface or TypeKind.Class, IsStatic: false, IsSealed: false } named && !TypeNames.Assembly(named).IsPlatform && TypeNames.IsInternal(named));

    private static (string? Reason, Location? Location) FindFault(IMethodSymbol method)
    {
        if (DirectCalls.FindFault(method, "a guard") is { Reason: not null } fault) return fault;
        if (method.Parameters.Length is < 2 or > 3)
            return ($"it has {method.Parameters.Length} parameters; a guard takes the state, the action and, if it asks for it, a ReplayContext", null);
        var action = method.Parameters[1];
        if (!HookExtractor.IsAction(action.Type) && !MayBeOfActions(action.Type))
        {
            return (
                $"the type of its parameter '{action.Name}', '{TypeNames.Short(action.Type)}', is no action; mark the type with [GossipAction] or [LocalAction], or, to judge several actions, take an interface or base type of theirs, or object for all",
                action.Locations.FirstOrDefault());
        }

        if (method.Parameters.Length == 3 && !method.Parameters[2].Type.Is(Attributes.Namespace, "ReplayContext"))
            return ($"its third parameter '{method.Parameters[2].Name}' is no ReplayContext; remove it, or carry its value in the action", method.Parameters[2].Locations.FirstOrDefault());
        if (method.ReturnType.SpecialType != SpecialType.System_Boolean)
            return ($"it returns '{TypeNames.Short(method.ReturnType)}'; a guard returns bool", null);
        var state = method.Parameters[0].Type;
        return state.IsRefLikeType || state.TypeKind is TypeKind.Pointer or TypeKind.FunctionPointer
            ? ($"its state '{TypeNames.Short(state)}' cannot be kept", null)
            : (null, null);
    }
}
