using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;
using Scuttlegen.Analyzers.Effects;

namespace Scuttlegen.Analyzers.Flow;

/// <summary>Assignments that come to the same in whatever order they happen: sums of integers, maxima, flags, entries of sets and maps.</summary>
internal sealed class LoopUpdates(FlowTypes types)
{
    /// <summary>Whether <paramref name="whole"/>, an assignment to <paramref name="target"/>, is one.</summary>
    public bool IsCommutative(IOperation target, IOperation? source, IOperation whole) => whole switch
    {
        IIncrementOrDecrementOperation => true,
        ICompoundAssignmentOperation compound => IsExact(target.Type) && IsCommutativeKind(compound.OperatorKind),
        ICoalesceAssignmentOperation => source?.ConstantValue.HasValue == true,
        ISimpleAssignmentOperation => IsConstant(source) || IsUpdateOf(source, target) || IsGuardedExtreme(target, source, whole),
        _ => false,
    };

    private static bool IsConstant(IOperation? source) => MemberUse.Strip(source) is { } value && (value.ConstantValue.HasValue || value is IDefaultValueOperation or IFieldReferenceOperation { Field.IsStatic: true });

    /// <summary>Whether the expression is what was there before, joined with something: <c>total + x</c>, <c>Math.Max(best, x)</c>, <c>set.Add(x)</c>.</summary>
    public bool IsUpdateOf(IOperation? expression, IOperation target)
    {
        var source = MemberUse.Strip(expression);
        if (source is null)
            return false;
        if (IsSame(source, target))
            return true;
        switch (source)
        {
            case IBinaryOperation { OperatorMethod: null or { ContainingType.SpecialType: SpecialType.System_Decimal } } binary when IsExact(binary.Type) && IsCommutativeKind(binary.OperatorKind):
                return IsOperand(binary.LeftOperand, target, binary.OperatorKind) || (binary.OperatorKind != BinaryOperatorKind.Subtract && IsOperand(binary.RightOperand, target, binary.OperatorKind));
            case IInvocationOperation { TargetMethod: { IsStatic: true, Name: "Max" or "Min" } method } call when method.Parameters.Length == 2:
                return call.Arguments.Any(argument => IsSame(argument.Value, target));
            case IInvocationOperation { Instance: { } receiver, TargetMethod: var method } when IsEntry(method, receiver.Type):
                return IsUpdateOf(receiver, target);
            // A map's entry that is its own old value joined with something.
            case IInvocationOperation { Instance: { } receiver, TargetMethod.Name: "SetItem" } call when types.IsKeyed(receiver.Type) && call.Arguments.Length == 2:
                return IsUpdateOf(receiver, target) && (call.Arguments[1].Value.ConstantValue.HasValue || IsEntryUpdate(call.Arguments[1].Value, receiver));
            // Turned over as often as it is turned over.
            case IUnaryOperation { OperatorKind: UnaryOperatorKind.Not, Operand: var turned }:
                return IsSame(turned, target);
            case ITupleOperation tuple:
                return tuple.Elements.All(element => element.DescendantsAndSelf().OfType<IFieldReferenceOperation>().FirstOrDefault(field => field.Instance is not null && IsSame(field.Instance, target)) is { } old && IsUpdateOf(element, old));
            case IPropertyReferenceOperation { Property.Name: "Value", Instance: IInvocationOperation mutation }:
                return IsUpdateOf(mutation, target);
            case IWithOperation with:
                return IsSame(with.Operand, target) && with.Initializer.Initializers.All(part => part is ISimpleAssignmentOperation assignment && IsMemberUpdate(assignment, target));
            case IConditionalOperation { Type: not null } choice:
                return IsExtreme(choice, target) || ((IsSame(choice.WhenTrue, target) || IsUpdateOf(choice.WhenTrue, target)) && choice.WhenFalse is not null && (IsSame(choice.WhenFalse, target) || IsUpdateOf(choice.WhenFalse, target)));
            default:
                return false;
        }
    }

    // (total + a) + b is a sum; (hash ^ a) * b is not of one kind, and depends on what came first.
    private static bool IsOperand(IOperation operand, IOperation target, BinaryOperatorKind kind) => IsSame(operand, target)
        || (MemberUse.Strip(operand) is IBinaryOperation { OperatorMethod: null } inner && FamilyOf(inner.OperatorKind) == FamilyOf(kind)
            && (IsOperand(inner.LeftOperand, target, kind) || (inner.OperatorKind != BinaryOperatorKind.Subtract && IsOperand(inner.RightOperand, target, kind))));

    /// <summary>The kind of joining that an assignment does: two of different kinds do not commute with each other. <see langword="null"/> where it joins nothing.</summary>
    public static string? FamilyOf(IOperation whole) => whole switch
    {
        IIncrementOrDecrementOperation => "sum",
        ICompoundAssignmentOperation compound => FamilyOf(compound.OperatorKind),
        ISimpleAssignmentOperation { Value: var value } => MemberUse.Strip(value) switch
        {
            IBinaryOperation binary => FamilyOf(binary.OperatorKind),
            IInvocationOperation { TargetMethod: { IsStatic: true, Name: "Max" or "Min" } method } => method.Name,
            _ => null,
        },
        _ => null,
    };

    private static string FamilyOf(BinaryOperatorKind kind) => kind switch
    {
        BinaryOperatorKind.Add or BinaryOperatorKind.Subtract => "sum",
        BinaryOperatorKind.ConditionalAnd => nameof(BinaryOperatorKind.And),
        BinaryOperatorKind.ConditionalOr => nameof(BinaryOperatorKind.Or),
        _ => kind.ToString(),
    };

    private bool IsMemberUpdate(ISimpleAssignmentOperation assignment, IOperation target)
    {
        if (IsConstant(assignment.Value))
            return true;
        // state with { Total = state.Total + x }: the member's old value is read through the operand.
        var member = (assignment.Target as IPropertyReferenceOperation)?.Property ?? (ISymbol?)(assignment.Target as IFieldReferenceOperation)?.Field;
        var old = assignment.Value.DescendantsAndSelf().FirstOrDefault(part => part switch
        {
            IPropertyReferenceOperation property => SymbolEqualityComparer.Default.Equals(property.Property, member) && property.Instance is not null && IsSame(property.Instance, target),
            IFieldReferenceOperation field => SymbolEqualityComparer.Default.Equals(field.Field, member) && field.Instance is not null && IsSame(field.Instance, target),
            _ => false,
        });
        return old is not null && IsUpdateOf(assignment.Value, old);
    }

    private static bool IsEntryUpdate(IOperation value, IOperation map) => value.DescendantsAndSelf().Any(part =>
        (part is IInvocationOperation { Instance: { } receiver, TargetMethod.Name: "GetValueOrDefault" } && IsSame(receiver, map))
        || (part is IInvocationOperation { TargetMethod: { Name: "GetValueOrDefault", IsStatic: true }, Arguments: [var extended, ..] } && IsSame(extended.Value, map))
        || (part is IPropertyReferenceOperation { Property.IsIndexer: true, Instance: { } indexed } && IsSame(indexed, map)))
        && MemberUse.Strip(value) is IBinaryOperation { OperatorKind: var kind, Type: var type } && IsExact(type) && IsCommutativeKind(kind);

    private bool IsEntry(IMethodSymbol method, ITypeSymbol? receiver) =>
        (types.IsKeyed(receiver) && method.Name is "Add" or "Remove" or "Union" or "Except" or "RemoveRange" or "AddRange")
        || (method.Name is "Merge" or "Increment" or "Add" or "Remove" && receiver?.ContainingNamespace?.FullName() == "Scuttlegen.Crdt");

    private static bool IsExtreme(IConditionalOperation choice, IOperation target) =>
        choice.WhenFalse is not null && IsComparison(choice.Condition, choice.WhenTrue, choice.WhenFalse) && (IsSame(choice.WhenTrue, target) || IsSame(choice.WhenFalse, target));

    /// <summary><c>if (x &gt; best) best = x;</c></summary>
    public bool IsGuardedExtreme(IOperation target, IOperation? source, IOperation whole)
    {
        if (source is null || !types.IsScalar(source.Type))
            return false;
        for (var parent = whole.Parent; parent is not null; parent = parent.Parent)
        {
            if (parent is IConditionalOperation conditional)
                return IsComparison(conditional.Condition, source, target);
            if (parent is not (IExpressionStatementOperation or IBlockOperation { Operations.Length: 1 }))
                return false;
        }

        return false;
    }

    // The two values themselves are compared, so of two that are equal it does not matter which is taken.
    private static bool IsComparison(IOperation condition, IOperation one, IOperation other) => condition.DescendantsAndSelf().Any(part => part switch
    {
        IBinaryOperation { OperatorKind: BinaryOperatorKind.GreaterThan or BinaryOperatorKind.GreaterThanOrEqual or BinaryOperatorKind.LessThan or BinaryOperatorKind.LessThanOrEqual } binary
            => (IsSame(binary.LeftOperand, one) && IsSame(binary.RightOperand, other)) || (IsSame(binary.LeftOperand, other) && IsSame(binary.RightOperand, one)),
        IInvocationOperation { TargetMethod.Name: "CompareOrdinal" or "CompareTo" or "Compare" } call => call.ChildOperations.Select(static child => child is IArgumentOperation argument ? argument.Value : child)
            .Count(child => IsSame(child, one) || IsSame(child, other)) >= 2,
        _ => false,
    });

    private static bool IsExact(ITypeSymbol? type) => type is { SpecialType: SpecialType.System_Boolean or SpecialType.System_Decimal or SpecialType.System_Char or (>= SpecialType.System_SByte and <= SpecialType.System_UInt64) } or { TypeKind: TypeKind.Enum }
        || type is { Name: "BigInteger" or "Int128" or "UInt128" or "TimeSpan" };

    private static bool IsCommutativeKind(BinaryOperatorKind kind) => kind is BinaryOperatorKind.Add or BinaryOperatorKind.Subtract or BinaryOperatorKind.Multiply or BinaryOperatorKind.And or BinaryOperatorKind.Or
        or BinaryOperatorKind.ExclusiveOr or BinaryOperatorKind.ConditionalAnd or BinaryOperatorKind.ConditionalOr;

    /// <summary>Whether two expressions denote the same place.</summary>
    public static bool IsSame(IOperation? left, IOperation? right)
    {
        left = MemberUse.Strip(left);
        right = MemberUse.Strip(right);
        return (left, right) switch
        {
            (ILocalReferenceOperation a, ILocalReferenceOperation b) => SymbolEqualityComparer.Default.Equals(a.Local, b.Local),
            (IParameterReferenceOperation a, IParameterReferenceOperation b) => SymbolEqualityComparer.Default.Equals(a.Parameter, b.Parameter),
            (IPropertyReferenceOperation a, IPropertyReferenceOperation b) => SymbolEqualityComparer.Default.Equals(a.Property, b.Property) && IsSame(a.Instance, b.Instance)
                && a.Arguments.Length == b.Arguments.Length && a.Arguments.Zip(b.Arguments, static (x, y) => IsSame(x.Value, y.Value)).All(static same => same),
            (IFieldReferenceOperation a, IFieldReferenceOperation b) => SymbolEqualityComparer.Default.Equals(a.Field, b.Field) && (a.Field.IsStatic || IsSame(a.Instance, b.Instance)),
            (IArrayElementReferenceOperation a, IArrayElementReferenceOperation b) => IsSame(a.ArrayReference, b.ArrayReference) && a.Indices.Zip(b.Indices, IsSame).All(static same => same),
            (IInstanceReferenceOperation, IInstanceReferenceOperation) => true,
            (null, null) => true,
            _ => false,
        };
    }
}
