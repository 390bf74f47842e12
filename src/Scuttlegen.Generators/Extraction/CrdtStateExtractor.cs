using Microsoft.CodeAnalysis;
using Scuttlegen.Generators.Model;
using Scuttlegen.Generators.Rules;

namespace Scuttlegen.Generators.Extraction;

/// <summary>Reads a <c>[CrdtState]</c> record into its model, or reports why there is none.</summary>
internal static class CrdtStateExtractor
{
    private const string Empty = "Empty";
    private const string With = "With";

    private static readonly string[] Operations = ["Merge", "MergeDelta", "IsSubsumedBy"];

    public static CrdtStateModel? Extract(INamedTypeSymbol state, Compilation compilation, Problems problems)
    {
        // What is no class the attribute itself refuses.
        if (state.TypeKind != TypeKind.Class || !TypeNames.IsNamed(state) || !HasValidShape(state, problems) || DeclaresGenerated(state, problems)) return null;

        var shape = new ObjectShape(state, state, compilation);
        if (shape.Fault is { } fault)
        {
            Refuse(state, problems, fault.Reason + "; " + fault.WayOut);
            return null;
        }

        if (shape.Members.Count == 0 && shape.Hidden is null)
        {
            Refuse(state, problems, "it holds nothing, so there is nothing to merge; give it a member that is a CRDT");
            return null;
        }

        var members = Members(state, shape, problems);
        return members is null ? null : new CrdtStateModel(
            TypeNames.Declaration(state), state.Name, TypeNames.InCode(state), ActionExtractor.UnusedMemberName(state, "CrdtCode"), members.ToEquatableArray());
    }

    private static bool HasValidShape(INamedTypeSymbol state, Problems problems)
    {
        var reason = state switch
        {
            { IsRecord: false } => "it is no record; declare it as a sealed partial record",
            { IsFileLocal: true } => "it is local to its file, and its operations are generated into another; remove 'file'",
            { BaseType.SpecialType: not SpecialType.System_Object } => "it derives from another record, whose own merge would lose what it adds; hold that record as a member",
            { IsSealed: false } => "it is not sealed, and a merge would lose what a derived record adds; declare it sealed",
            _ when state.Name == CrdtStateModel.DeltaName || state.TypeParameters.Any(p => p.Name == CrdtStateModel.DeltaName) =>
                $"its deltas are a nested type of the name '{CrdtStateModel.DeltaName}'; choose another name",
            _ => null,
        };
        if (reason is not null && state.BaseType is not { TypeKind: TypeKind.Error }) Refuse(state, problems, reason);
        return ActionExtractor.IsPartial(state, "CRDT state", problems) && reason is null;
    }

    /// <summary>Reports each member that the user declares and the generator too.</summary>
    private static bool DeclaresGenerated(INamedTypeSymbol state, Problems problems)
    {
        var declares = false;
        foreach (var member in state.GetMembers())
        {
            if (member.IsImplicitlyDeclared || !IsGenerated(member)
                || member.DeclaringSyntaxReferences.Any(r => r.SyntaxTree.FilePath.EndsWith(GossipGenerator.CrdtStateSuffix, StringComparison.Ordinal))) continue;
            problems.Add(
                Descriptors.MemberIsGenerated, member.Locations.FirstOrDefault(), $"{state.Name}.{member.Name.Substring(member.Name.LastIndexOf('.') + 1)}", state.Name,
                "rename or remove it");
            declares = true;
        }

        return declares;
    }

    private static bool IsGenerated(ISymbol member)
    {
        if (member.Name is Empty or With or CrdtStateModel.DeltaName) return true;
        return member switch
        {
            IMethodSymbol { AssociatedSymbol: null } method =>
                (Operations.Contains(method.Name) && method.Parameters.Length == 1) || method.ExplicitInterfaceImplementations.Any(i => CrdtInterfaces.IsImplemented(i.ContainingType)),
            IPropertySymbol property => Operations.Contains(property.Name) || property.ExplicitInterfaceImplementations.Any(i => CrdtInterfaces.IsImplemented(i.ContainingType)),
            IMethodSymbol => false,
            _ => Operations.Contains(member.Name),
        };
    }

    private static List<CrdtMemberModel>? Members(INamedTypeSymbol state, ObjectShape shape, Problems problems)
    {
        var isComplete = true;
        var members = new List<CrdtMemberModel>();
        var parameters = new LocalNames("delta");
        var locals = new LocalNames("reader", "writer", "value", "other", "delta", "count", "place");
        foreach (var member in shape.Members)
        {
            // The compiler has said why.
            if (member.Symbol.Name.Length == 0 || member.Type.TypeKind == TypeKind.Error) isComplete = false;
            else if (FaultOf(member, state) is { } fault) Fail(member.Symbol, fault);
            else if (!CrdtInterfaces.Merges(member.Type)) isComplete = false; // SCUT4005 says so.
            else members.Add(Model(member, parameters, locals));
        }

        if (shape.Hidden is { } hidden) Fail(hidden, new Fault("generated code merges what others can see, and this would stay as it is", "make it a public property with an init accessor, or compute it"));
        return isComplete ? members : null;

        void Fail(ISymbol member, Fault fault)
        {
            isComplete = false;
            problems.Add(Descriptors.UnsupportedCrdtMember, member.Locations.FirstOrDefault(), $"{state.Name}.{member.Name}", fault.Reason, fault.WayOut);
        }
    }

    private static Fault? FaultOf(ShapeMember member, INamedTypeSymbol state)
    {
        const string AddInit = "declare it as a positional parameter, or as a property with an init accessor";
        if (member.Fault is { } fault) return fault;
        if (member.Symbol is not IPropertySymbol property) return new Fault("it is a field", AddInit);
        if (property.SetMethod is not { IsInitOnly: true })
            return new Fault(property.SetMethod is null ? "it is get-only, so no merge can put its result there" : "it can be changed after it was made, and merging must leave both sides as they were", AddInit);
        if (Attributes.IsLocalSlice(property))
            return new Fault("it is a local slice, this peer's own, and would not merge", $"hold it beside '{state.Name}', in a record around both");
        if (property.Type.NullableAnnotation == NullableAnnotation.Annotated || property.Type.OriginalDefinition.SpecialType == SpecialType.System_Nullable_T)
            return new Fault("it may be null, and null merges with nothing", "remove the '?': the least value, Empty, stands for nothing");
        return FaultOf(property.Type, state);
    }

    private static Fault? FaultOf(ITypeSymbol type, INamedTypeSymbol state)
    {
        if (!CrdtInterfaces.Merges(type)) return null;
        if (!CrdtInterfaces.IsCrdt(type))
            return new Fault($"'{TypeNames.Short(type)}' merges with values of a type that it derives from, not with its own", "declare it with that type");
        if (HoldsItself(type, state)) return new Fault("it leads back to the type it is a member of, so that its least value would have no end", "hold the inner ones in a collection, such as an ORMap");
        foreach (var part in new[] { type, CrdtInterfaces.DeltaOf(type) ?? type })
        {
            if (!CrdtInterfaces.HasCodec(part))
                return new Fault($"'{TypeNames.Short(part)}' has no canonical bytes", part is ITypeParameterSymbol ? $"constrain '{part.Name}' to Scuttlegen.Wire.ICborCodec<{part.Name}>" : $"implement Scuttlegen.Wire.ICborCodec<{TypeNames.Short(part)}> on it");
        }

        return null;
    }

    /// <summary>Whether a state is part of itself, or a generic one of ever larger ones.</summary>
    private static bool HoldsItself(ITypeSymbol type, INamedTypeSymbol state) => HoldsItself(type, state, new HashSet<ITypeSymbol>(SymbolEqualityComparer.Default), depth: 0);

    private static bool HoldsItself(ITypeSymbol type, INamedTypeSymbol state, HashSet<ITypeSymbol> seen, int depth)
    {
        const int MaxDepth = 16;
        if (!CrdtInterfaces.IsState(type) || !seen.Add(type)) return false;
        if (depth == MaxDepth || SymbolEqualityComparer.Default.Equals(type.OriginalDefinition, state.OriginalDefinition)) return true;
        return type.GetMembers().OfType<IPropertySymbol>().Any(property => !property.IsStatic && AutoProperties.IsAuto(property) && HoldsItself(property.Type, state, seen, depth + 1));
    }

    private static CrdtMemberModel Model(ShapeMember member, LocalNames parameters, LocalNames locals)
    {
        var type = TypeNames.InCode(member.Type);
        var isState = CrdtInterfaces.IsState(member.Type);
        var delta = isState ? type + "." + CrdtStateModel.DeltaName : CrdtInterfaces.DeltaOf(member.Type) is { } own ? TypeNames.InCode(own) : null;

        // Of a type parameter that may be either, no '?' says that there is no value.
        var isMutation = delta is not null || !(member.Type.IsReferenceType || member.Type.IsValueType);
        return new CrdtMemberModel(
            member.Symbol.Name, TypeNames.Escape(member.Symbol.Name), member.Symbol.DeclaredAccessibility == Accessibility.Public ? "public" : "internal", type, delta ?? type, delta is not null,
            (isMutation ? $"global::Scuttlegen.Crdt.Mutation<{type}, {delta ?? type}>" : type) + "?", isMutation,
            parameters.Add(member.Symbol.Name), locals.Add(member.Symbol.Name), member.Parameter is not null);
    }

    private static void Refuse(INamedTypeSymbol state, Problems problems, string reason) =>
        problems.Add(Descriptors.UnsupportedCrdtState, state.Locations.FirstOrDefault(), state.Name, reason);
}
