using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;
using Scuttlegen.Analyzers.Effects;
using Scuttlegen.Analyzers.Language;

namespace Scuttlegen.Analyzers.Flow;

/// <summary>Comparisons that ask whether two references are the same object. Between objects that this run made itself, the answer is the same in every run.</summary>
internal sealed partial class Interpreter
{
    private static readonly HashSet<string> Equating = ["Contains", "IndexOf", "LastIndexOf", "Remove", "SequenceEqual", "Distinct", "Except", "Intersect", "Union", "ToHashSet", "Replace", "CountBy", "GroupBy", "ToLookup"];

    private void NoteComparison(IBinaryOperation binary, Value left, Value right)
    {
        if (binary.OperatorKind is not (BinaryOperatorKind.Equals or BinaryOperatorKind.NotEquals) || IsNull(binary.LeftOperand) || IsNull(binary.RightOperand))
            return;
        if ((AreAllMadeHere(left) && AreAllMadeHere(right)) || IdentityIdioms.IsHarmless(binary))
            return;
        var type = MemberUse.Strip(binary.LeftOperand)?.Type;
        // CRDTs have a rule of their own, which knows what to say.
        if (type is not null && type.AllInterfaces.Any(static one => one is { Name: "ICrdt", ContainingNamespace: { Name: "Crdt", ContainingNamespace.Name: "Scuttlegen" } }))
            return;
        if (binary.OperatorMethod is { } method)
        {
            // A record's own == compares its members, of which one may be compared by identity.
            if (method.IsImplicitlyDeclared && _types.IsIdentityCompared(method.ContainingType))
                Report(EffectCategory.Identity, method, binary.Syntax);
            return;
        }

        var compared = binary.LeftOperand.Type is { IsReferenceType: true } && binary.RightOperand.Type is { IsReferenceType: true };
        if (compared && binary.LeftOperand.Type!.TypeKind != TypeKind.Dynamic && type?.SpecialType != SpecialType.System_String)
            Report(EffectCategory.Identity, type?.OriginalDefinition ?? _member, binary.Syntax);
        else if (compared && binary.LeftOperand.Type!.SpecialType == SpecialType.System_Object)
            Report(EffectCategory.Identity, binary.LeftOperand.Type, binary.Syntax);
    }

    private void NoteTupleComparison(ITupleBinaryOperation binary)
    {
        var left = MemberUse.Strip(binary.LeftOperand);
        // Written out, its elements have been converted to what the operator compares.
        var compared = left is ITupleOperation tuple ? tuple.Elements.Select(static element => MemberUse.Strip(element)?.Type) : [left?.Type];
        if (compared.FirstOrDefault(_types.IsIdentityCompared) is { } type)
            Report(EffectCategory.Identity, type.OriginalDefinition, binary.Syntax);
    }

    private static bool IsNull(IOperation operation) => MemberUse.Strip(operation) is { ConstantValue: { HasValue: true, Value: null } } or IDefaultValueOperation;

    private static bool AreAllMadeHere(Value value) => !value.Nodes.IsEmpty && value.Nodes.All(static node => node.Kind == NodeKind.Fresh);

    private void NoteEquating(IInvocationOperation call, Value receiver, System.Collections.Immutable.ImmutableArray<Value> arguments, FlowState state)
    {
        var method = call.TargetMethod;
        if (method.Name == WellKnownMemberNames.ObjectEquals)
        {
            var type = method.IsStatic ? call.Arguments.Select(static argument => MemberUse.Strip(argument.Value)?.Type).FirstOrDefault(static candidate => candidate is not null) : EquatedType(call);
            var isByDefault = method.ContainingType.SpecialType is SpecialType.System_Object or SpecialType.System_ValueType || method.IsImplicitlyDeclared || method.ContainingType is { Name: "EqualityComparer" or "IEqualityComparer" or "IEquatable" };
            if (!isByDefault || type is null || (AreAllMadeHere(receiver) && arguments.All(AreAllMadeHere)))
                return;
            NoteTypeUse(type, IsForValueTypes(call, type) ? TypeUse.EquatedAsValueType : TypeUse.Equated, call.Syntax, new Trace(_member, new Effect(EffectCategory.Identity, method.OriginalDefinition, method.OriginalDefinition, "", call.Syntax)));
            return;
        }

        if (!Equating.Contains(method.Name) || _context.Bodies.IsOurs(method.ContainingType) || call.Arguments.Any(static argument => argument.Parameter?.Type is { Name: "IEqualityComparer" } && !IsNull(argument.Value)))
            return;
        var element = method.Name is "GroupBy" or "ToLookup" or "CountBy" ? method.TypeArguments.ElementAtOrDefault(1) : method.IsStatic ? method.TypeArguments.FirstOrDefault() : method.ContainingType.TypeArguments.FirstOrDefault();
        if (element is null || (receiver.Nodes.IsEmpty && arguments.IsEmpty))
            return;
        var values = call.Instance is null ? arguments : arguments.Add(receiver);
        if (element is not ITypeParameterSymbol && values.SelectMany(state.Reach).All(static node => node.Kind == NodeKind.Fresh))
            return;
        // A dictionary's keys are looked up by hash and equality; there the type of the key has to say itself how.
        if (method.Name is "Remove" or "Contains" && _types.IsKeyed(method.ContainingType) && !method.IsStatic)
            return;
        NoteTypeUse(element, TypeUse.Equated, call.Syntax, new Trace(_member, new Effect(EffectCategory.Identity, method.OriginalDefinition, method.OriginalDefinition, "", call.Syntax)));
    }

    /// <summary><c>typeof(T).IsValueType ? EqualityComparer&lt;T&gt;.Default.Equals(left, right) : …</c></summary>
    private static bool IsForValueTypes(IOperation operation, ITypeSymbol type)
    {
        for (var (inner, outer) = (operation, operation.Parent); outer is not null; (inner, outer) = (outer, outer.Parent))
        {
            if (outer is IConditionalOperation { Condition: IPropertyReferenceOperation { Property: { Name: nameof(Type.IsValueType), ContainingType.Name: nameof(Type) }, Instance: ITypeOfOperation { TypeOperand: var asked } }, WhenTrue: var whenTrue }
                && whenTrue == inner && SymbolEqualityComparer.Default.Equals(asked, type))
            {
                return true;
            }
        }

        return false;
    }

    private static ITypeSymbol? EquatedType(IInvocationOperation call) =>
        call.TargetMethod.ContainingType is { Name: "EqualityComparer" or "IEqualityComparer", TypeArguments: [var compared] } ? compared : MemberUse.Strip(call.Instance)?.Type;
}
