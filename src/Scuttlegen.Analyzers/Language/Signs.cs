using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;
using Scuttlegen.Analyzers.Flow;

namespace Scuttlegen.Analyzers.Language;

/// <summary>Which numbers cannot be negative. Of those only the digits are written, the same in every culture.</summary>
internal static class Signs
{
    private const int MaxDepth = 8;

    public static bool IsNeverNegative(IOperation? expression) => IsNeverNegative(expression, 0);

    private static bool IsNeverNegative(IOperation? expression, int depth)
    {
        if (expression?.Type is not { } type || depth > MaxDepth)
            return false;
        if (IsUnsigned(type))
            return true;
        switch (expression)
        {
            case IConversionOperation { OperatorMethod: null, Operand: { Type: { } from } operand }:
                // A narrowing cast may change the sign; boxing and widening do not.
                return (expression.Type.IsReferenceType || IsWider(type, from)) && IsNeverNegative(operand, depth + 1);
            case IParenthesizedOperation parenthesized:
                return IsNeverNegative(parenthesized.Operand, depth + 1);
        }

        if (!IsSigned(type))
            return false;
        if (expression.ConstantValue is { HasValue: true, Value: { } constant })
            return System.Convert.ToInt64(constant, System.Globalization.CultureInfo.InvariantCulture) >= 0;
        return IsByForm(expression, depth) || IsGuarded(expression);
    }

    private static bool IsByForm(IOperation expression, int depth)
    {
        bool Never(IOperation? operand) => IsNeverNegative(operand, depth + 1);
        return expression switch
        {
            IPropertyReferenceOperation { Property: { Name: "Count" or "Length" or "LongLength" or "Day" or "Month" or "Year" or "Hour" or "Minute" or "Second" or "Millisecond" or "DayOfYear" or "Rank" } property } => property.DeclaringSyntaxReferences.IsEmpty,
            IInvocationOperation { TargetMethod: { Name: "Count" or "LongCount", ContainingType.Name: "Enumerable" } or { Name: "Abs", ContainingType: { Name: "Math" or "Int32" or "Int64" } } } => true,
            IInvocationOperation { TargetMethod: { Name: "Max", ContainingType.Name: "Math" } } max => max.Arguments.Any(argument => Never(argument.Value)),
            IInvocationOperation { TargetMethod: { Name: "Min", ContainingType.Name: "Math" } } min => min.Arguments.All(argument => Never(argument.Value)),
            IInvocationOperation { TargetMethod: { Name: "Clamp", ContainingType.Name: "Math" }, Arguments.Length: 3 } clamp => Never(At(clamp, 1)),
            // The context's draws begin at zero.
            IInvocationOperation { TargetMethod: { Name: "Next" or "NextInt64", ContainingType.Name: "ReplayContext", Parameters.Length: < 2 } } => true,
            IInvocationOperation { TargetMethod: { Name: "Next" or "NextInt64", ContainingType.Name: "ReplayContext" }, Arguments.Length: 2 } draw => Never(At(draw, 0)),
            IBinaryOperation { OperatorKind: BinaryOperatorKind.And } and => Never(and.LeftOperand) || Never(and.RightOperand),
            IBinaryOperation { OperatorKind: BinaryOperatorKind.UnsignedRightShift, RightOperand.ConstantValue: { HasValue: true, Value: > 0 } } => true,
            IBinaryOperation { OperatorKind: BinaryOperatorKind.Remainder or BinaryOperatorKind.RightShift } binary => Never(binary.LeftOperand),
            IBinaryOperation { OperatorKind: BinaryOperatorKind.Add or BinaryOperatorKind.Multiply or BinaryOperatorKind.Divide or BinaryOperatorKind.IntegerDivide or BinaryOperatorKind.Or or BinaryOperatorKind.ExclusiveOr } binary => Never(binary.LeftOperand) && Never(binary.RightOperand),
            IConditionalOperation conditional => Never(conditional.WhenTrue) && Never(conditional.WhenFalse),
            ILocalReferenceOperation { Local: var local } => IsLocalNever(local, expression, depth),
            IParameterReferenceOperation { Parameter: var parameter } => IsIndex(parameter, expression),
            _ => false,
        };
    }

    /// <summary>Whether everything that is ever assigned to the variable cannot be negative.</summary>
    private static bool IsLocalNever(ILocalSymbol local, IOperation reference, int depth)
    {
        var root = reference;
        while (root.Parent is { } parent)
            root = parent;
        var isDeclared = false;
        foreach (var operation in root.Descendants())
        {
            switch (operation)
            {
                case IVariableDeclaratorOperation declarator when Same(declarator.Symbol, local):
                    var initializer = declarator.Initializer ?? (declarator.Parent as IVariableDeclarationOperation)?.Initializer;
                    if (initializer is null && declarator.Parent is IForEachLoopOperation loop ? !IsRange(loop.Collection, depth) : initializer is not null && !IsNeverNegative(initializer.Value, depth + 1))
                        return false;
                    isDeclared = true;
                    break;
                case ICompoundAssignmentOperation { Target: ILocalReferenceOperation target } compound when Same(target.Local, local):
                    if (compound.OperatorKind is not (BinaryOperatorKind.Add or BinaryOperatorKind.Multiply or BinaryOperatorKind.Divide) || !IsNeverNegative(compound.Value, depth + 1))
                        return false;
                    break;
                case ISimpleAssignmentOperation { Target: ILocalReferenceOperation target } assignment when Same(target.Local, local):
                    if (!IsNeverNegative(assignment.Value, depth + 1))
                        return false;
                    break;
                case IIncrementOrDecrementOperation { Target: ILocalReferenceOperation target } step when Same(target.Local, local):
                    if (step.Kind == OperationKind.Decrement)
                        return false;
                    break;
                case IArgumentOperation { Parameter.RefKind: RefKind.Ref or RefKind.Out, Value: ILocalReferenceOperation target } when Same(target.Local, local):
                case IDeconstructionAssignmentOperation deconstruction when deconstruction.Target.DescendantsAndSelf().OfType<ILocalReferenceOperation>().Any(target => Same(target.Local, local)):
                    return false;
            }
        }

        return isDeclared;
    }

    private static bool IsRange(IOperation collection, int depth) =>
        Effects.MemberUse.Strip(collection) is IInvocationOperation { TargetMethod: { Name: "Range", ContainingType.Name: "Enumerable" }, Arguments.Length: 2 } range && IsNeverNegative(At(range, 0), depth + 1);

    /// <summary>The argument of a parameter; written with names, arguments may stand in another order.</summary>
    private static IOperation? At(IInvocationOperation call, int ordinal) => call.Arguments.FirstOrDefault(argument => argument.Parameter?.Ordinal == ordinal)?.Value;

    /// <summary>Whether it is the position that a query gives its selector.</summary>
    private static bool IsIndex(IParameterSymbol parameter, IOperation reference)
    {
        if (parameter.Ordinal != 1)
            return false;
        for (var parent = reference.Parent; parent is not null; parent = parent.Parent)
        {
            if (parent is IAnonymousFunctionOperation lambda && lambda.Symbol.Parameters.Contains(parameter, SymbolEqualityComparer.Default))
            {
                return lambda.Parent is IDelegateCreationOperation { Parent: IArgumentOperation { Parent: IInvocationOperation { TargetMethod: { ContainingType.Name: "Enumerable", Name: "Select" or "Where" or "SelectMany" or "TakeWhile" or "SkipWhile" } } } };
            }
        }

        return false;
    }

    /// <summary>Whether a condition around it, or a statement before it that leaves, has excluded negative values.</summary>
    private static bool IsGuarded(IOperation expression)
    {
        var child = expression;
        for (var parent = expression.Parent; parent is not null; child = parent, parent = parent.Parent)
        {
            switch (parent)
            {
                case IConditionalOperation conditional when conditional.WhenTrue == child && Excludes(conditional.Condition, expression, whenTrue: true):
                case IConditionalOperation otherwise when otherwise.WhenFalse == child && Excludes(otherwise.Condition, expression, whenTrue: false):
                    return true;
                case IBlockOperation block:
                    foreach (var statement in block.Operations)
                    {
                        if (statement == child)
                            break;
                        if (statement is IConditionalOperation { WhenFalse: null } guard && Leaves(guard.WhenTrue) && Excludes(guard.Condition, expression, whenTrue: false))
                            return true;
                        if (statement is IExpressionStatementOperation { Operation: IInvocationOperation { TargetMethod.Name: "ThrowIfNegative" or "ThrowIfNegativeOrZero", Arguments: [var checkedFirst, ..] } } && LoopUpdates.IsSame(checkedFirst.Value, expression))
                            return true;
                    }

                    break;
            }
        }

        return false;
    }

    private static bool Leaves(IOperation? statement) => statement switch
    {
        IBlockOperation { Operations: [.., var last] } => Leaves(last),
        IReturnOperation or IThrowOperation or IBranchOperation { BranchKind: BranchKind.Continue or BranchKind.Break } => true,
        IExpressionStatementOperation { Operation: IThrowOperation } => true,
        _ => false,
    };

    private static bool Excludes(IOperation condition, IOperation expression, bool whenTrue)
    {
        if (condition is IBinaryOperation { OperatorKind: BinaryOperatorKind.ConditionalAnd } and && whenTrue)
            return Excludes(and.LeftOperand, expression, true) || Excludes(and.RightOperand, expression, true);
        if (condition is IBinaryOperation { OperatorKind: BinaryOperatorKind.ConditionalOr } or && !whenTrue)
            return Excludes(or.LeftOperand, expression, false) || Excludes(or.RightOperand, expression, false);
        if (condition is not IBinaryOperation binary)
            return false;
        var isLeft = LoopUpdates.IsSame(binary.LeftOperand, expression);
        if (!isLeft && !LoopUpdates.IsSame(binary.RightOperand, expression))
            return false;
        var bound = isLeft ? binary.RightOperand : binary.LeftOperand;
        if (!IsNeverNegative(bound, MaxDepth - 1))
            return false;
        return (binary.OperatorKind, isLeft, whenTrue) switch
        {
            (BinaryOperatorKind.GreaterThan or BinaryOperatorKind.GreaterThanOrEqual or BinaryOperatorKind.Equals, true, true) => true,
            (BinaryOperatorKind.LessThan or BinaryOperatorKind.LessThanOrEqual or BinaryOperatorKind.Equals, false, true) => true,
            (BinaryOperatorKind.LessThan or BinaryOperatorKind.LessThanOrEqual, true, false) => true,
            (BinaryOperatorKind.GreaterThan or BinaryOperatorKind.GreaterThanOrEqual, false, false) => true,
            _ => false,
        };
    }

    private static bool IsUnsigned(ITypeSymbol type) =>
        type.SpecialType is SpecialType.System_Byte or SpecialType.System_UInt16 or SpecialType.System_UInt32 or SpecialType.System_UInt64 or SpecialType.System_Char or SpecialType.System_UIntPtr || type is { Name: "UInt128", ContainingNamespace.Name: "System" };

    private static bool IsSigned(ITypeSymbol type) => type.SpecialType is SpecialType.System_SByte or SpecialType.System_Int16 or SpecialType.System_Int32 or SpecialType.System_Int64;

    private static bool IsWider(ITypeSymbol to, ITypeSymbol from) => IsSigned(to) && (from.SpecialType, to.SpecialType) switch
    {
        (SpecialType.System_Byte or SpecialType.System_Char or SpecialType.System_UInt16, SpecialType.System_Int32 or SpecialType.System_Int64) => true,
        (SpecialType.System_UInt32, SpecialType.System_Int64) => true,
        (SpecialType.System_SByte, SpecialType.System_Int16 or SpecialType.System_Int32 or SpecialType.System_Int64) => true,
        (SpecialType.System_Int16, SpecialType.System_Int32 or SpecialType.System_Int64) => true,
        (SpecialType.System_Int32, SpecialType.System_Int64) => true,
        var (a, b) => a == b,
    };

    private static bool Same(ISymbol left, ISymbol right) => SymbolEqualityComparer.Default.Equals(left, right);
}
