using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;
using Scuttlegen.Analyzers.Effects;
using Scuttlegen.Analyzers.Flow;

namespace Scuttlegen.Analyzers.Language;

/// <summary>
/// Questions for identity whose answer does not show, because both ways lead to equal results: a short cut through what compares an object with itself,
/// or merges it with itself, and a copy that is not made where nothing changed.
/// </summary>
internal static class IdentityIdioms
{
    /// <summary>Whether what comes of the comparison is the same whether equal objects are one or two.</summary>
    public static bool IsHarmless(IOperation? comparison)
    {
        if (Identity.Of(comparison) is not { } identity)
            return false;
        return IsUnchanged(identity) || (!identity.IsNegated && IsLawful(identity)) || (identity.IsOfReferences && SelfComparison.Confirms(identity.Condition, identity.Left, identity.Right, identity.IsNegated));
    }

    // ---- x equals x, x is ordered as x, x merged with x is x ---------------------------------------------------------------------

    /// <summary>The two that a member compares by its contract are one: whether the short cut gives what the contract says of that.</summary>
    private static bool IsLawful(Identity identity)
    {
        if (!identity.IsOfReferences || identity.Condition.SemanticModel?.GetEnclosingSymbol(identity.Condition.Syntax.SpanStart) is not IMethodSymbol method || !AreTheTwo(method, identity.Left, identity.Right))
            return false;
        if (IsMerge(method))
            return Taken(identity) is IInstanceReferenceOperation or IParameterReferenceOperation;
        if (Law(method) is not { } expected || ComparesNumbersInexactly(identity.Condition))
            return false;
        return (expected is true && IsAlternativeOfResult(identity.Condition)) || (Taken(identity) is { ConstantValue: { HasValue: true, Value: { } taken } } && taken.Equals(expected));
    }

    private static bool AreTheTwo(IMethodSymbol method, IOperation left, IOperation right)
    {
        // Two that have one and the same object, and nothing else, are the same.
        if (left is IFieldReferenceOperation { Instance: { } one } mine && right is IFieldReferenceOperation { Instance: { } another } theirs && SymbolEqualityComparer.Default.Equals(mine.Field, theirs.Field) && IsAllOf(mine.Field))
            (left, right) = (one, another);
        return method.Parameters.Length == 2
            ? Is(left, method.Parameters[0]) && Is(right, method.Parameters[1]) || Is(left, method.Parameters[1]) && Is(right, method.Parameters[0])
            : method is { Parameters: [var other], IsStatic: false } && ((IsThis(left) && Is(right, other)) || (Is(left, other) && IsThis(right)));

        static bool Is(IOperation operand, IParameterSymbol parameter) => operand is IParameterReferenceOperation reference && SymbolEqualityComparer.Default.Equals(reference.Parameter, parameter);

        static bool IsThis(IOperation operand) => operand is IInstanceReferenceOperation { ReferenceKind: InstanceReferenceKind.ContainingTypeInstance };
    }

    private static bool IsAllOf(IFieldSymbol field) => field.ContainingType is { IsValueType: true } type && type.GetMembers().OfType<IFieldSymbol>().All(other => other.IsStatic || SymbolEqualityComparer.Default.Equals(other, field));

    /// <summary>What a member must say of an object and itself: <see langword="true"/>, or 0; <see langword="null"/>, where no contract binds it.</summary>
    private static object? Law(IMethodSymbol method) => (method.Name, method.Parameters.Length) switch
    {
        (WellKnownMemberNames.EqualityOperatorName, 2) when SymbolEqualityComparer.Default.Equals(method.Parameters[0].Type, method.Parameters[1].Type) => true,
        (WellKnownMemberNames.ObjectEquals, 1) when method.IsOverride || Implements(method, "IEquatable", "System") => true,
        (WellKnownMemberNames.ObjectEquals, 2) when Implements(method, "IEqualityComparer", "Generic") => true,
        ("CompareTo", 1) when Implements(method, "IComparable", "System") => 0,
        ("Compare", 2) when Implements(method, "IComparer", "Generic") || IsComparer(method.ContainingType) => 0,
        ("IsSubsumedBy", 1) when Implements(method, "ICrdt", "Crdt") => true,
        _ => null,
    };

    /// <summary>A merge of two of one type is idempotent: SCUT4006 sees to it.</summary>
    private static bool IsMerge(IMethodSymbol method) =>
        method is { Name: "Merge" or "MergeDelta", Parameters: [var other] } && Implements(method, "ICrdt", "Crdt") && SymbolEqualityComparer.Default.Equals(other.Type, method.ContainingType);

    private static bool Implements(IMethodSymbol method, string name, string space) =>
        method.ContainingType.AllInterfaces.Any(slot => slot.Name == name && slot.ContainingNamespace.Name == space);

    private static bool IsComparer(INamedTypeSymbol type) => type.BaseType is { } parent && (parent is { Name: "Comparer", ContainingNamespace.Name: "Generic" } || IsComparer(parent));

    /// <summary>Whether the member's result is <c>identical || …</c>.</summary>
    private static bool IsAlternativeOfResult(IOperation condition)
    {
        var whole = condition;
        while (whole.Parent is IBinaryOperation { OperatorKind: BinaryOperatorKind.ConditionalOr } or IParenthesizedOperation)
            whole = whole.Parent;
        return whole != condition && whole.Parent is IReturnOperation;
    }

    // Not a number is not equal to itself: there a short cut says otherwise.
    private static bool ComparesNumbersInexactly(IOperation within)
    {
        var whole = within;
        while (whole.Parent is not null)
            whole = whole.Parent;
        return whole.Descendants().Any(static part => part is IBinaryOperation { OperatorMethod: null or { ContainingType.SpecialType: SpecialType.None }, LeftOperand.Type: { } type } binary
            && binary.OperatorKind is BinaryOperatorKind.Equals or BinaryOperatorKind.NotEquals or BinaryOperatorKind.LessThan or BinaryOperatorKind.LessThanOrEqual or BinaryOperatorKind.GreaterThan or BinaryOperatorKind.GreaterThanOrEqual
            && (type.SpecialType is SpecialType.System_Double or SpecialType.System_Single || type is ITypeParameterSymbol or { Name: "Half", ContainingNamespace.Name: "System" }));
    }

    // ---- nothing changed: x is x with { its own } --------------------------------------------------------------------------------

    /// <summary><c>ReferenceEquals(items, state.Items) ? state : state with { Items = items }</c>, and the like with a constructor that takes what the members hold.</summary>
    private static bool IsUnchanged(Identity identity)
    {
        var conjunction = identity.Conjunction();
        if (Branches(conjunction, identity.IsNegated) is not ({ } unchanged, { } changed))
            return false;
        // Numbers that are equal may differ in their bits; references may not.
        var known = conjunction.Parts.Select(Identity.Of).Where(other => other is { IsOfReferences: true } && other.IsNegated == identity.IsNegated).Select(static other => other!).Append(identity).ToList();
        return IsSame(unchanged, changed, conjunction.Parts, known);
    }

    /// <summary>Whether <paramref name="made"/> would equal <paramref name="old"/>, as what is compared turned out to be one.</summary>
    private static bool IsSame(IOperation old, IOperation? made, List<IOperation> conditions, List<Identity> known)
    {
        switch (made)
        {
            case IWithOperation { Initializer.Initializers: var changes } with:
                return LoopUpdates.IsSame(old, with.Operand) && changes.All(change =>
                    change is ISimpleAssignmentOperation { Target: IMemberReferenceOperation { Member: var member }, Value: var value } && Holds(old, member, value, conditions, known));
            case IObjectCreationOperation { Initializer: null, Constructor: { } constructor } creation:
                return SymbolEqualityComparer.Default.Equals(old.Type, creation.Type)
                    && TransparentConstructor.MembersOf(constructor, creation.SemanticModel!.Compilation) is { } members
                    && creation.Arguments.All(argument => argument.Parameter is { } parameter && members[parameter.Ordinal].Any(member => Holds(old, member, argument.Value, conditions, known)));
            default:
                return false;
        }
    }

    /// <summary>Whether the member of <paramref name="owner"/> holds that value already.</summary>
    private static bool Holds(IOperation owner, ISymbol member, IOperation value, List<IOperation> conditions, List<Identity> known)
    {
        var held = MemberUse.Strip(value);
        // isKnown && … ? this : new T(isKnown ? _context : …)
        if (held is IConditionalOperation { WhenTrue: { } whenTrue } choice && conditions.Exists(condition => LoopUpdates.IsSame(condition, choice.Condition)))
            held = MemberUse.Strip(whenTrue);
        return IsPlace(held) || known.Exists(same => (IsPlace(same.Left) && LoopUpdates.IsSame(same.Right, held)) || (IsPlace(same.Right) && LoopUpdates.IsSame(same.Left, held)));

        bool IsPlace(IOperation? operation) => operation is IMemberReferenceOperation { Instance: { } instance } reference
            && SymbolEqualityComparer.Default.Equals(reference.Member.OriginalDefinition, member.OriginalDefinition) && LoopUpdates.IsSame(instance, owner);
    }

    // ---- where it leads ------------------------------------------------------------------------------------------------------------

    /// <summary>What is evaluated to where the two are one.</summary>
    private static IOperation? Taken(Identity identity)
    {
        var whole = identity.Conjunction().Whole;
        return whole.Parent is IConditionalOperation conditional && conditional.Condition == whole ? Value(conditional.WhenTrue) : null;
    }

    private static (IOperation? Unchanged, IOperation? Changed) Branches(Conjunction conjunction, bool isNegated)
    {
        if (conjunction.Whole.Parent is not IConditionalOperation conditional || conditional.Condition != conjunction.Whole)
            return (null, null);
        var whenTrue = Value(conditional.WhenTrue);
        var whenFalse = Value(conditional.WhenFalse ?? Next(conditional));
        return isNegated ? (whenFalse, whenTrue) : (whenTrue, whenFalse);
    }

    private static IOperation? Value(IOperation? statement)
    {
        while (statement is IBlockOperation { Operations: [var only] })
            statement = only;
        return MemberUse.Strip(statement is IReturnOperation returned ? returned.ReturnedValue : statement);
    }

    // if (…) return state; return state with { … };
    private static IOperation? Next(IConditionalOperation conditional)
    {
        if (conditional.Parent is not IBlockOperation block)
            return null;
        var index = block.Operations.IndexOf(conditional);
        return index >= 0 && index + 1 < block.Operations.Length ? block.Operations[index + 1] : null;
    }

    /// <summary>Conditions that hold together, and so lead to one branch.</summary>
    private sealed record Conjunction(IOperation Whole, List<IOperation> Parts);

    /// <summary>A comparison of references.</summary>
    /// <param name="Condition">It, with what negates it.</param>
    /// <param name="Left">One.</param>
    /// <param name="Right">The other.</param>
    /// <param name="IsNegated">Whether the condition holds where they are two.</param>
    /// <param name="IsOfReferences">Whether it asks for nothing else.</param>
    private sealed record Identity(IOperation Condition, IOperation Left, IOperation Right, bool IsNegated, bool IsOfReferences)
    {
        public static Identity? Of(IOperation? comparison)
        {
            while (comparison is IUnaryOperation { OperatorKind: UnaryOperatorKind.Not } not)
                comparison = MemberUse.Strip(not.Operand);
            var operands = comparison switch
            {
                IInvocationOperation { TargetMethod.Name: "ReferenceEquals" or "Equals", Arguments: [var first, var second] } => (first.Value, second.Value),
                IInvocationOperation { TargetMethod.Name: "Equals", Instance: { } instance, Arguments: [var other] } => (instance, other.Value),
                IBinaryOperation { OperatorKind: BinaryOperatorKind.Equals or BinaryOperatorKind.NotEquals } binary => (binary.LeftOperand, binary.RightOperand),
                _ => default((IOperation, IOperation)?),
            };
            if (operands is not var (left, right))
                return null;
            var isOfReferences = comparison is IInvocationOperation { TargetMethod: { Name: "ReferenceEquals", ContainingType.SpecialType: SpecialType.System_Object } }
                or IBinaryOperation { OperatorMethod: null, LeftOperand.Type.IsReferenceType: true, RightOperand.Type.IsReferenceType: true };
            var isNegated = comparison is IBinaryOperation { OperatorKind: BinaryOperatorKind.NotEquals };
            var condition = comparison!;
            while (condition.Parent is IUnaryOperation { OperatorKind: UnaryOperatorKind.Not } or IParenthesizedOperation)
            {
                isNegated ^= condition.Parent is IUnaryOperation;
                condition = condition.Parent;
            }

            return new Identity(condition, MemberUse.Strip(left)!, MemberUse.Strip(right)!, isNegated, isOfReferences);
        }

        /// <summary>What must hold together with it: joined by <c>&amp;&amp;</c>, or where it is negated, by <c>||</c>.</summary>
        public Conjunction Conjunction()
        {
            var joined = IsNegated ? BinaryOperatorKind.ConditionalOr : BinaryOperatorKind.ConditionalAnd;
            var whole = Condition;
            while (whole.Parent is IBinaryOperation binary && binary.OperatorKind == joined || whole.Parent is IParenthesizedOperation)
                whole = whole.Parent;
            var parts = new List<IOperation>();
            var pending = new Stack<IOperation>([whole]);
            while (pending.Count > 0)
            {
                var part = MemberUse.Strip(pending.Pop())!;
                if (part is IBinaryOperation binary && binary.OperatorKind == joined)
                {
                    pending.Push(binary.RightOperand);
                    pending.Push(binary.LeftOperand);
                }
                else
                {
                    parts.Add(part);
                }
            }

            return new Conjunction(whole, parts);
        }
    }
}
