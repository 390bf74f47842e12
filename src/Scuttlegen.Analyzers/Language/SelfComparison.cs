using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;
using Scuttlegen.Analyzers.Effects;
using Scuttlegen.Analyzers.Flow;

namespace Scuttlegen.Analyzers.Language;

/// <summary>
/// What comparing two equal values comes to, by putting one in the place of the other: <c>a.Source == b.Source</c> is <see langword="true"/>, <c>a.Time.CompareTo(b.Time)</c> is 0, <c>(a.IsEmpty ? 0 : 1) - (b.IsEmpty ? 0 : 1)</c> is 0.
/// So a short cut for two that are one, <c>ReferenceEquals(a, b) || …</c>, is seen to say what would be said without it.
/// </summary>
/// <remarks>
/// Contracts are taken at their word: <c>Equals</c>, <c>Compare</c> and the like of a value with itself. Of operators those are that are known, or whose source says so: floating-point numbers, and what holds some, say otherwise of what is not a number,
/// and references that are compared by an operator may be two where the values are equal.
/// </remarks>
internal sealed class SelfComparison
{
    private const int MaxDepth = 4;

    private readonly List<(IOperation Left, IOperation Right)> _equal = [];
    private readonly IOperation? _scope;
    private readonly bool _areThere;
    private readonly int _depth;

    private SelfComparison(IOperation? scope, bool areThere, int depth) => (_scope, _areThere, _depth) = (scope, areThere, depth);

    /// <summary>Whether what is evaluated where the two are not one, comes, if they are equal, to what the short cut gives.</summary>
    /// <param name="comparison">The comparison of references, with what negates it.</param>
    /// <param name="left">One.</param>
    /// <param name="right">The other.</param>
    /// <param name="isNegated">Whether it holds where they are two.</param>
    public static bool Confirms(IOperation comparison, IOperation left, IOperation right, bool isNegated)
    {
        // a is null || b is null is no question any more: had both been null, they would have been one.
        var expression = comparison;
        while (expression.Parent is IParenthesizedOperation)
            expression = expression.Parent;
        switch (expression.Parent)
        {
            case IBinaryOperation { OperatorKind: BinaryOperatorKind.ConditionalOr } either when !isNegated && either.LeftOperand == expression:
                return Over(either.RightOperand).IsHarmless(either.RightOperand) && Over(either.RightOperand).Evaluate(either.RightOperand) is true;
            case IBinaryOperation { OperatorKind: BinaryOperatorKind.ConditionalAnd } both when isNegated && both.LeftOperand == expression:
                return Over(both.RightOperand).IsHarmless(both.RightOperand) && Over(both.RightOperand).Evaluate(both.RightOperand) is false;
            case IConditionalOperation { Type: not null, WhenFalse: { } otherwise } choice when !isNegated && choice.Condition == expression:
                return Constant(choice.WhenTrue) is { } taken && Over(otherwise).IsHarmless(otherwise) && taken.Equals(Over(otherwise).Evaluate(otherwise));
            case IConditionalOperation { Type: null, WhenFalse: null } statement when !isNegated && statement.Condition == expression:
                return Returned(statement.WhenTrue) is { } returned && statement.Parent is IBlockOperation { Parent: IMethodBodyBaseOperation } body && Over(body).AlwaysReturns(returned, Behind(body, statement));
            default:
                return false;
        }

        SelfComparison Over(IOperation scope) => new(scope, areThere: true, depth: 0) { _equal = { (left, right) } };
    }

    private static IEnumerable<IOperation> Behind(IBlockOperation body, IOperation statement) => body.Operations.Skip(body.Operations.IndexOf(statement) + 1);

    private static object? Returned(IOperation statement)
    {
        while (statement is IBlockOperation { Operations: [var only] })
            statement = only;
        return statement is IReturnOperation { ReturnedValue: { } value } ? Constant(value) : null;
    }

    private static object? Constant(IOperation operation) => MemberUse.Strip(operation) is { ConstantValue: { HasValue: true, Value: var value } } ? value : null;

    // ---- statements ------------------------------------------------------------------------------------------------------------

    private bool AlwaysReturns(object expected, IEnumerable<IOperation> statements)
    {
        foreach (var statement in statements)
        {
            if (!IsHarmless(statement))
                return false;
            foreach (var part in statement.DescendantsAndSelf())
            {
                if (part is IReturnOperation { ReturnedValue: { } value } && IsReached(part) && !expected.Equals(Evaluate(value)))
                    return false;
            }
        }

        return true;
    }

    private bool IsReached(IOperation statement)
    {
        for (var (inner, outer) = (statement, statement.Parent); outer is not null; (inner, outer) = (outer, outer.Parent))
        {
            if (outer is IConditionalOperation conditional && inner != conditional.Condition && Evaluate(conditional.Condition) is bool holds && holds != (inner == conditional.WhenTrue))
                return false;
        }

        return true;
    }

    /// <summary>Whether nothing is done on the way but to compare: what the short cut leaves out leaves no trace.</summary>
    private bool IsHarmless(IOperation whole) => whole.DescendantsAndSelf().All(part => part switch
    {
        IInvocationOperation call => IsConversion(call) || IsIdentity(call) || OperandsOf(call) is not null,
        IAssignmentOperation assignment => assignment.Target is ILocalReferenceOperation { Local.RefKind: RefKind.None },
        IIncrementOrDecrementOperation or IObjectCreationOperation or IAnonymousFunctionOperation or ILocalFunctionOperation or IThrowOperation or IAwaitOperation or IDynamicInvocationOperation or ILoopOperation or ITryOperation
            or IArgumentOperation { Parameter.RefKind: RefKind.Ref or RefKind.Out } => false,
        _ => true,
    });

    // ---- expressions -----------------------------------------------------------------------------------------------------------

    /// <summary><see langword="true"/>, <see langword="false"/> or 0, where the expression comes to that; else <see langword="null"/>.</summary>
    private object? Evaluate(IOperation? expression)
    {
        switch (MemberUse.Strip(expression))
        {
            case { ConstantValue: { HasValue: true, Value: var constant } }:
                return constant;
            case IUnaryOperation { OperatorKind: UnaryOperatorKind.Not, OperatorMethod: null, Operand: var operand }:
                return Evaluate(operand) is bool value ? !value : null;
            case IBinaryOperation binary:
                return Evaluate(binary);
            case IIsPatternOperation { Value: var asked, Pattern: IConstantPatternOperation { Value.ConstantValue: { HasValue: true, Value: null } } } when IsThere(asked):
                return false;
            case IIsPatternOperation { Value: var asked, Pattern: INegatedPatternOperation { Pattern: IConstantPatternOperation { Value.ConstantValue: { HasValue: true, Value: null } } } } when IsThere(asked):
                return true;
            case IConditionalOperation { WhenFalse: { } whenFalse } choice:
                return Evaluate(choice.Condition) is bool holds ? Evaluate(holds ? choice.WhenTrue : whenFalse) : Evaluate(choice.WhenTrue) is { } same && same.Equals(Evaluate(whenFalse)) ? same : null;
            case ILocalReferenceOperation { Local: var local }:
                return ValueOf(local);
            case IInvocationOperation call when OperandsOf(call) is var (left, right) && AreEqual(left, right):
                return call.Type?.SpecialType switch { SpecialType.System_Boolean => true, SpecialType.System_Int32 => 0, _ => null };
            default:
                return null;
        }
    }

    private object? Evaluate(IBinaryOperation binary)
    {
        // A short cut of a helper: where the two are not one, they are there.
        if (binary is { OperatorKind: BinaryOperatorKind.ConditionalOr, LeftOperand: IInvocationOperation { Arguments: [var one, var other] } call } && IsIdentity(call) && AreEqual(one.Value, other.Value))
            return new SelfComparison(_scope, areThere: true, _depth) { _equal = { (MemberUse.Strip(one.Value)!, MemberUse.Strip(other.Value)!) } }.Evaluate(binary.RightOperand) is true ? true : null;
        switch (binary.OperatorKind)
        {
            case BinaryOperatorKind.ConditionalAnd or BinaryOperatorKind.ConditionalOr:
                var decisive = binary.OperatorKind == BinaryOperatorKind.ConditionalOr;
                var (first, second) = (Evaluate(binary.LeftOperand), Evaluate(binary.RightOperand));
                return decisive.Equals(first) || decisive.Equals(second) ? decisive : first is bool && second is bool ? !decisive : null;
            case BinaryOperatorKind.Subtract when binary.Type?.SpecialType is >= SpecialType.System_SByte and <= SpecialType.System_UInt64 && AreEqual(binary.LeftOperand, binary.RightOperand):
                return 0;
        }

        if (Evaluate(binary.LeftOperand) is int left && Evaluate(binary.RightOperand) is int right)
            return Compare(binary.OperatorKind, left.CompareTo(right));
        if ((IsNull(binary.LeftOperand) && IsThere(binary.RightOperand)) || (IsNull(binary.RightOperand) && IsThere(binary.LeftOperand)))
            return binary.OperatorKind switch { BinaryOperatorKind.Equals => false, BinaryOperatorKind.NotEquals => true, _ => null };
        return IsExact(binary) && AreEqual(binary.LeftOperand, binary.RightOperand) ? Compare(binary.OperatorKind, 0) : null;
    }

    private static object? Compare(BinaryOperatorKind kind, int order) => kind switch
    {
        BinaryOperatorKind.Equals => order == 0,
        BinaryOperatorKind.NotEquals => order != 0,
        BinaryOperatorKind.LessThan => order < 0,
        BinaryOperatorKind.LessThanOrEqual => order <= 0,
        BinaryOperatorKind.GreaterThan => order > 0,
        BinaryOperatorKind.GreaterThanOrEqual => order >= 0,
        _ => null,
    };

    /// <summary>Whether the operator compares values, and says of each that it equals itself.</summary>
    private bool IsExact(IBinaryOperation binary) => binary.LeftOperand.Type switch
    {
        null or ITypeParameterSymbol => false,
        { SpecialType: SpecialType.System_Double or SpecialType.System_Single } => false,
        { SpecialType: not SpecialType.None and not SpecialType.System_Nullable_T } primitive => primitive.IsValueType || primitive.SpecialType == SpecialType.System_String,
        { TypeKind: TypeKind.Enum } => true,
        // Of the platform's own types those that are numbers, names and times; vectors and matrices hold floating-point numbers, spans and immutable arrays ask for identity.
        INamedTypeSymbol type when IsOfPlatform(type) => type.Name is "Guid" or "DateTimeOffset" or "DateOnly" or "TimeOnly" or "TimeSpan" or "Int128" or "UInt128" or "BigInteger" or "Rune" or "Index" or "Version",
        _ => binary.OperatorMethod is { ContainingType.SpecialType: SpecialType.None } method && IsExactOperator(method),
    };

    private static bool IsOfPlatform(INamedTypeSymbol type)
    {
        var outermost = type.ContainingNamespace;
        while (outermost is { IsGlobalNamespace: false, ContainingNamespace.IsGlobalNamespace: false })
            outermost = outermost.ContainingNamespace;
        return outermost is { Name: "System" };
    }

    /// <summary>One of another assembly is taken at its word, one of ours at its source. What the compiler writes for records compares each member by its own <c>Equals</c>.</summary>
    private bool IsExactOperator(IMethodSymbol method)
    {
        if (_scope?.SemanticModel is not { Compilation: var compilation })
            return false;
        if (method.IsImplicitlyDeclared)
            return IsComparedByValue(method.ContainingType, MaxDepth);
        return !Bodies.For(compilation).HasSource(method.OriginalDefinition) || IsProven(method);
    }

    /// <summary>Whether the default equality of the type asks for no identity, all the way down.</summary>
    private static bool IsComparedByValue(ITypeSymbol type, int levels)
    {
        if (levels == 0)
            return false;
        switch (type)
        {
            case { SpecialType: SpecialType.System_String } or { TypeKind: TypeKind.Enum } or { IsValueType: true, SpecialType: not SpecialType.None and not SpecialType.System_Nullable_T }:
                return true;
            case INamedTypeSymbol { OriginalDefinition.SpecialType: SpecialType.System_Nullable_T } nullable:
                return IsComparedByValue(nullable.TypeArguments[0], levels);
            case INamedTypeSymbol named when named.IsRecord || (named.IsValueType && named.Locations.Any(static location => location.IsInSource)):
                for (INamedTypeSymbol? current = named; current is { SpecialType: SpecialType.None }; current = current.BaseType)
                {
                    if (current.GetMembers().OfType<IFieldSymbol>().Any(field => !field.IsStatic && !IsComparedByValue(field.Type, levels - 1)))
                        return false;
                }

                return true;
            case INamedTypeSymbol { IsValueType: true } named:
                return named.Name is not ("ImmutableArray" or "Memory" or "ReadOnlyMemory" or "ArraySegment");
            default:
                return false;
        }
    }

    /// <summary>What all assignments to the variable come to, if that is all that happens to it.</summary>
    private object? ValueOf(ILocalSymbol local)
    {
        object? value = null;
        foreach (var part in _scope?.Descendants() ?? [])
        {
            if (IsSetOtherwise(part, local))
                return null;
            var assigned = part switch
            {
                IVariableDeclaratorOperation declarator when SymbolEqualityComparer.Default.Equals(declarator.Symbol, local) => declarator.GetVariableInitializer()?.Value,
                ISimpleAssignmentOperation { Target: ILocalReferenceOperation target } assignment when SymbolEqualityComparer.Default.Equals(target.Local, local) => assignment.Value,
                IAssignmentOperation { Target: ILocalReferenceOperation target } other when SymbolEqualityComparer.Default.Equals(target.Local, local) => other,
                _ => null,
            };
            if (assigned is null)
                continue;
            // x = x + 1 would ask for itself.
            var found = assigned.DescendantsAndSelf().Any(inner => inner is ILocalReferenceOperation reference && SymbolEqualityComparer.Default.Equals(reference.Local, local)) ? null : Evaluate(assigned);
            if (found is null || (value is not null && !value.Equals(found)))
                return null;
            value = found;
        }

        return value;
    }

    /// <summary>Whether the variable is counted up, handed out to be written, taken apart into, matched or referred to.</summary>
    private static bool IsSetOtherwise(IOperation part, ILocalSymbol local) => part switch
    {
        IDeclarationPatternOperation pattern => SymbolEqualityComparer.Default.Equals(pattern.DeclaredSymbol, local),
        IRecursivePatternOperation pattern => SymbolEqualityComparer.Default.Equals(pattern.DeclaredSymbol, local),
        IListPatternOperation pattern => SymbolEqualityComparer.Default.Equals(pattern.DeclaredSymbol, local),
        ILocalReferenceOperation reference when SymbolEqualityComparer.Default.Equals(reference.Local, local) => reference.Parent switch
        {
            IIncrementOrDecrementOperation or IAddressOfOperation or IDeclarationExpressionOperation or ITupleOperation or IDeconstructionAssignmentOperation or IArgumentOperation { Parameter.RefKind: not RefKind.None } => true,
            IVariableInitializerOperation { Parent: IVariableDeclaratorOperation { Symbol.RefKind: not RefKind.None } } or IConditionalOperation { IsRef: true } or ISimpleAssignmentOperation { IsRef: true } => true,
            _ => false,
        },
        _ => false,
    };

    private bool IsThere(IOperation operand) => _areThere && _equal.Exists(pair => LoopUpdates.IsSame(pair.Left, operand) || LoopUpdates.IsSame(pair.Right, operand));

    private static bool IsNull(IOperation operand) => MemberUse.Strip(operand) is { ConstantValue: { HasValue: true, Value: null } };

    // ---- what is equal -----------------------------------------------------------------------------------------------------------

    /// <summary>Whether two expressions come to equal values.</summary>
    private bool AreEqual(IOperation? left, IOperation? right)
    {
        (left, right) = (Bare(left), Bare(right));
        if (left is null || right is null)
            return left is null && right is null;
        if (_equal.Exists(pair => (LoopUpdates.IsSame(pair.Left, left) && LoopUpdates.IsSame(pair.Right, right)) || (LoopUpdates.IsSame(pair.Left, right) && LoopUpdates.IsSame(pair.Right, left))))
            return true;
        return (left, right) switch
        {
            ({ ConstantValue: { HasValue: true, Value: var a } }, { ConstantValue: { HasValue: true, Value: var b } }) => Equals(a, b),
            (IFieldReferenceOperation a, IFieldReferenceOperation b) => SymbolEqualityComparer.Default.Equals(a.Field, b.Field) && (a.Field.IsStatic || AreEqual(a.Instance, b.Instance)),
            (IPropertyReferenceOperation { Arguments.IsEmpty: true } a, IPropertyReferenceOperation { Arguments.IsEmpty: true } b) =>
                SymbolEqualityComparer.Default.Equals(a.Property, b.Property) && (a.Property.IsStatic || AreEqual(a.Instance, b.Instance)),
            (IConditionalOperation a, IConditionalOperation b) => AreEqual(a.Condition, b.Condition) && AreEqual(a.WhenTrue, b.WhenTrue) && AreEqual(a.WhenFalse, b.WhenFalse),
            (IBinaryOperation { IsLifted: false } a, IBinaryOperation { IsLifted: false } b) => a.OperatorKind == b.OperatorKind && AreEqual(a.LeftOperand, b.LeftOperand) && AreEqual(a.RightOperand, b.RightOperand),
            (IUnaryOperation a, IUnaryOperation b) => a.OperatorKind == b.OperatorKind && AreEqual(a.Operand, b.Operand),
            (IIsPatternOperation { Pattern: IConstantPatternOperation p } a, IIsPatternOperation { Pattern: IConstantPatternOperation q } b) => AreEqual(p.Value, q.Value) && AreEqual(a.Value, b.Value),
            (IParameterReferenceOperation or ILocalReferenceOperation or IInstanceReferenceOperation, _) => LoopUpdates.IsSame(left, right),
            _ => false,
        };
    }

    /// <summary>Without conversions to spans, which are of the same elements.</summary>
    private static IOperation? Bare(IOperation? operation)
    {
        while (true)
        {
            operation = MemberUse.Strip(operation);
            switch (operation)
            {
                case IConversionOperation { Type: { } type } conversion when IsSpan(type):
                    operation = conversion.Operand;
                    break;
                case IInvocationOperation call when IsConversion(call):
                    operation = call.Instance ?? call.Arguments[0].Value;
                    break;
                default:
                    return operation;
            }
        }
    }

    private static bool IsIdentity(IInvocationOperation call) => call.TargetMethod is { Name: nameof(ReferenceEquals), ContainingType.SpecialType: SpecialType.System_Object };

    private static bool IsConversion(IInvocationOperation call) =>
        call.TargetMethod is { Name: "AsSpan" or "AsMemory", ContainingNamespace.Name: "System" or "Immutable" } && call.Arguments.Length == (call.Instance is null ? 1 : 0);

    private static bool IsSpan(ITypeSymbol type) => type is { Name: "Span" or "ReadOnlySpan", ContainingNamespace: { Name: "System", ContainingNamespace.IsGlobalNamespace: true } };

    // ---- contracts -----------------------------------------------------------------------------------------------------------------

    /// <summary>What a member compares that says <see langword="true"/>, or 0, of a value and itself; by its contract, or because its own source does.</summary>
    private (IOperation Left, IOperation Right)? OperandsOf(IInvocationOperation call)
    {
        var operands = call switch
        {
            { TargetMethod.IsStatic: true, Arguments: [var first, var second] } => (first.Value, second.Value),
            { TargetMethod.IsStatic: false, Arguments: [var first, var second] } => (first.Value, second.Value),
            { Instance: { } instance, Arguments: [var other] } => (instance, other.Value),
            _ => default((IOperation, IOperation)?),
        };
        return operands is not null && (IsContract(call.TargetMethod) || IsProven(call.TargetMethod)) ? operands : null;
    }

    private static bool IsContract(IMethodSymbol method) => (method.Name, method.Parameters.Length + (method.IsStatic || method.IsExtensionMethod ? 0 : 1)) switch
    {
        ("Equals" or "SequenceEqual" or "CompareTo" or "SequenceCompareTo" or "CompareOrdinal", 2) => !IsOfReferences(method),
        ("Equals", 3) => method.ContainingType.AllInterfaces.Append(method.ContainingType).Any(static one => one.Name == "IEqualityComparer"),
        ("Compare", 3) => method.ContainingType.AllInterfaces.Append(method.ContainingType).Any(static one => one.Name == "IComparer"),
        ("Compare", 2) => method.ContainingNamespace.Name == "System" || method.ContainingType.Name == "Comparer",
        _ => false,
    };

    // Of those, object's own says whether they are one, and those of handles whether they are of one.
    private static bool IsOfReferences(IMethodSymbol method) => method.ContainingType is { SpecialType: SpecialType.System_Object } or { Name: "Memory" or "ReadOnlyMemory" or "ImmutableArray", Arity: 1 };

    private bool IsProven(IMethodSymbol method)
    {
        if (_depth >= MaxDepth || method.IsVirtual || method.IsAbstract || method.IsOverride || method.ReturnType.SpecialType is not (SpecialType.System_Boolean or SpecialType.System_Int32) || _scope?.SemanticModel is not { Compilation: var compilation })
            return false;
        var bodies = Bodies.For(compilation);
        var definition = method.OriginalDefinition;
        if (!bodies.HasSource(definition))
            return false;
        object expected = method.ReturnType.SpecialType == SpecialType.System_Boolean ? true : 0;
        foreach (var root in bodies.Of(definition, CancellationToken.None))
        {
            if (root is not IMethodBodyOperation { BlockBody: var block, ExpressionBody: var expression } || (block ?? expression) is not { } body || References(body, definition) is not { } pair)
                return false;
            if (!new SelfComparison(body, areThere: false, _depth + 1) { _equal = { pair } }.AlwaysReturns(expected, body.Operations))
                return false;
        }

        return true;
    }

    /// <summary>How the two that a member compares are named in its body.</summary>
    private static (IOperation, IOperation)? References(IOperation body, IMethodSymbol method)
    {
        IOperation? Named(IParameterSymbol parameter) => body.Descendants().FirstOrDefault(part => part is IParameterReferenceOperation reference && SymbolEqualityComparer.Default.Equals(reference.Parameter, parameter));
        return method.Parameters switch
        {
            [var first, var second] when method.IsStatic && Named(first) is { } left && Named(second) is { } right => (left, right),
            [var other] when !method.IsStatic && body.Descendants().FirstOrDefault(static part => part is IInstanceReferenceOperation) is { } self && Named(other) is { } right => (self, right),
            _ => null,
        };
    }
}
