using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace Scuttlegen.Analyzers.Commutation;

/// <content>Operators, and the joins that they make.</content>
internal sealed partial class BodyReader
{
    private Value EvaluateUnary(IUnaryOperation unary, Scope scope)
    {
        var operand = Evaluate(unary.Operand, scope);
        if (unary.OperatorKind == UnaryOperatorKind.Minus)
            CheckChecked(unary.IsChecked, unary.Type, unary.Syntax);
        if (unary.OperatorMethod is { } method && bodies.HasSource(method))
            return CallSource(method, [operand], null, unary.Syntax);
        return operand switch
        {
            Value.Test test when unary.OperatorKind == UnaryOperatorKind.Not => test.Not(),
            Value.Independent { Key: var key } => new Value.Independent($"{unary.OperatorKind} {key}"),
            _ => Depend(operand, unary.Syntax),
        };
    }

    private Value EvaluateBinary(IBinaryOperation binary, Scope scope)
    {
        var left = Evaluate(binary.LeftOperand, scope);
        var inner = scope.Clone();
        if (binary.OperatorKind == BinaryOperatorKind.ConditionalAnd)
            Learn(left, inner, true);
        var isShort = binary.OperatorKind is BinaryOperatorKind.ConditionalAnd or BinaryOperatorKind.ConditionalOr;
        var right = Evaluate(binary.RightOperand, isShort ? inner : scope);
        return Combine(binary.OperatorKind, binary.IsChecked, binary.OperatorMethod, binary.Type, left, right, binary.RightOperand, binary.Syntax, binary.LeftOperand.Type);
    }

    private Value Combine(
        BinaryOperatorKind kind, bool isChecked, IMethodSymbol? method, ITypeSymbol? type, Value left, Value right, IOperation rightOperand, SyntaxNode site, ITypeSymbol? leftType = null)
    {
        if (method is not null && bodies.HasSource(method))
            return CallSource(method, [left, right], null, site);
        CheckOperator(kind, isChecked, method, type, rightOperand, site);

        if (left is Value.Independent { Key: var a } l && right is Value.Independent { Key: var b } r)
            return new Value.Independent($"({a} {kind} {b})");

        switch (kind)
        {
            case BinaryOperatorKind.Add or BinaryOperatorKind.Subtract when MayJoin(type):
                return Either(left, right, Join.Addition, kind == BinaryOperatorKind.Add, site);
            case BinaryOperatorKind.Add or BinaryOperatorKind.Subtract when Numbers.IsFloating(type):
                return DependOnAll([left, right], site, "is a floating-point sum, whose last bits depend on the order");
            case BinaryOperatorKind.Add when type?.SpecialType == SpecialType.System_String:
                return DependOnAll([left, right], site, "is text put together in the order of the updates");
            case BinaryOperatorKind.Or or BinaryOperatorKind.And or BinaryOperatorKind.ExclusiveOr when method is null or { ContainingType.Name: "BigInteger" or "Int128" or "UInt128" }:
                return Either(left, right, kind == BinaryOperatorKind.Or ? Join.Or : kind == BinaryOperatorKind.And ? Join.And : Join.Xor, true, site);
            case BinaryOperatorKind.ConditionalOr:
                return Logic(left, right, isOr: true, site);
            case BinaryOperatorKind.ConditionalAnd:
                return Logic(left, right, isOr: false, site);
            case BinaryOperatorKind.GreaterThan or BinaryOperatorKind.GreaterThanOrEqual:
                return Compare(left, right, leftType ?? rightOperand.Type, rightOperand.Type, site);
            case BinaryOperatorKind.LessThan or BinaryOperatorKind.LessThanOrEqual:
                return Compare(right, left, rightOperand.Type, leftType ?? rightOperand.Type, site);
            default:
                return DependOnAll([left, right], site);
        }
    }

    /// <summary>Joins whichever side is of the state with the other.</summary>
    private Value Either(Value left, Value right, Join join, bool isSymmetric, SyntaxNode site)
    {
        if (right is Value.Independent { Key: var key })
            return Map(left, value => JoinTo(value, join, key) ?? Depend(value, site));
        if (isSymmetric && left is Value.Independent { Key: var other })
            return Map(right, value => JoinTo(value, join, other) ?? Depend(value, site));
        return DependOnAll([left, right], site);
    }

    private static Value.Joined? JoinTo(Value value, Join join, string key) => value switch
    {
        Value.Held held => new Value.Joined(held, join, key),
        Value.Joined joined when joined.Join == join => new Value.Joined(joined.Before, join, $"{joined.Key} {key}"),
        _ => null,
    };

    private static bool MayJoin(ITypeSymbol? type) => Numbers.AddExactly(type);

    private Value Logic(Value left, Value right, bool isOr, SyntaxNode site)
    {
        switch (left, right)
        {
            case (Value.Independent, Value.Test test):
                return isOr ? test.Or() : test.And();
            case (Value.Test test, Value.Independent):
                return isOr ? test.Or() : test.And();
            default:
                return Either(left, right, isOr ? Join.Or : Join.And, true, site);
        }
    }

    /// <summary>Whether <paramref name="greater"/> is the greater one.</summary>
    private Value Compare(Value greater, Value less, ITypeSymbol? greaterType, ITypeSymbol? lessType, SyntaxNode site)
    {
        // CompareTo(…) > 0, 0 < CompareTo(…).
        if (greater is Value.Order order && less is Value.Independent { Key: "constant 0" })
            return new Value.Test(TestKind.IsLess, order.Subject, order.Key, isNegated: order.SubjectFirst);
        if (less is Value.Order reversed && greater is Value.Independent { Key: "constant 0" })
            return new Value.Test(TestKind.IsLess, reversed.Subject, reversed.Key, isNegated: !reversed.SubjectFirst);
        if (greater is Value.Independent { Key: var key } && IsSubject(less) && Numbers.CompareExactly(lessType, key))
            return new Value.Test(TestKind.IsLess, less, key);
        if (less is Value.Independent { Key: var other } && IsSubject(greater) && Numbers.CompareExactly(greaterType, other))
            return new Value.Test(TestKind.IsLess, greater, other, isNegated: true);
        return DependOnAll([greater, less], site);
    }

    private static bool IsSubject(Value value) => value is Value.Held or Value.Joined { Join.Family: "maximum" or "minimum" };

    private void CheckOperator(BinaryOperatorKind kind, bool isChecked, IMethodSymbol? method, ITypeSymbol? type, IOperation right, SyntaxNode site)
    {
        switch (kind)
        {
            case BinaryOperatorKind.Add or BinaryOperatorKind.Subtract or BinaryOperatorKind.Multiply:
                CheckChecked(isChecked, type, site);
                if (IsDecimal(type))
                    MayThrow(site, "decimals overflow");
                else if (method is not null && Throwing.MayThrow(method))
                    MayThrow(site, "it may overflow");
                break;
            case BinaryOperatorKind.Divide or BinaryOperatorKind.Remainder when !Numbers.IsFloating(type):
                // The least number divided by -1 does not fit either.
                if (right.ConstantValue is not { HasValue: true, Value: { } divisor } || divisor is 0 or -1 or 0L or -1L or 0u or 0ul or 0m)
                    MayThrow(site, "it divides by what may be zero");
                break;
        }
    }

    private void CheckChecked(bool isChecked, ITypeSymbol? type, SyntaxNode site)
    {
        if (isChecked && Numbers.AddExactly(type))
            MayThrow(site, "it is checked for overflow");
        else if (IsDecimal(type) && isChecked)
            MayThrow(site, "decimals overflow");
    }
}
