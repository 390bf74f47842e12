using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;
using Scuttlegen.Analyzers.Effects;

namespace Scuttlegen.Analyzers.Language;

/// <summary>All effects that an operation has by itself, and the exemptions from what <c>Apis.txt</c> says that depend on its operands.</summary>
internal static class LanguageEffects
{
    // By kind first: nearly all operations have none, and asking every source of effects about each of them is most of what finding that out would cost.
    public static IEnumerable<LanguageEffect> Of(IOperation operation, ISymbol member, Compilation compilation) => operation.Kind switch
    {
        OperationKind.Invocation => TextEffects.Of(operation).Concat(ComparerEffects.Of(operation)).Concat(RegexEffects.Of(operation)).Concat(DateEffects.Of(operation)).Concat(StatementEffects.Of(operation, member, compilation)),
        OperationKind.ObjectCreation => ComparerEffects.Of(operation).Concat(RegexEffects.Of(operation)).Concat(StatementEffects.Of(operation, member, compilation)),
        OperationKind.FieldReference or OperationKind.PropertyReference or OperationKind.CollectionExpression => ComparerEffects.Of(operation).Concat(StatementEffects.Of(operation, member, compilation)),
        OperationKind.Interpolation or OperationKind.InterpolatedStringAppendFormatted or OperationKind.InterpolatedStringAppendLiteral or OperationKind.InterpolatedStringAppendInvalid
            or OperationKind.Binary or OperationKind.CompoundAssignment => TextEffects.Of(operation).Concat(StatementEffects.Of(operation, member, compilation)),
        _ => StatementEffects.Of(operation, member, compilation),
    };

    /// <summary>Whether the table's verdict on a member does not hold for this use of it.</summary>
    public static bool IsExempt(in Verdict verdict, ISymbol api, IOperation? operation) => verdict.Category switch
    {
        EffectCategory.Culture => TextEffects.IsExempt(api, operation) || IsOwnMessage(api, operation),
        EffectCategory.RegexTimeout => RegexEffects.IsInfinite(operation),
        EffectCategory.Identity => ComparesWithNothing(operation) || IsUnchangedIdiom(operation),
        // With styles, the styles decide.
        EffectCategory.TimeZone => DateEffects.IsUtc(operation) || operation is IInvocationOperation { TargetMethod.Name: "Parse" or "TryParse" or "ParseExact" or "TryParseExact" } parsing && parsing.Arguments.Any(static argument => argument.Parameter?.Type.Name == "DateTimeStyles"),
        _ => false,
    };

    // The text of an exception of ours is what we gave it.
    private static bool IsOwnMessage(ISymbol api, IOperation? operation) =>
        api is IPropertySymbol { Name: "Message" } && operation is IPropertyReferenceOperation { Instance.Type: { } type } && !type.DeclaringSyntaxReferences.IsEmpty;

    private static bool ComparesWithNothing(IOperation? operation) => operation switch
    {
        IInvocationOperation { TargetMethod.Name: "ReferenceEquals" } call => call.Arguments.Any(static argument => IsNothing(argument.Value)),
        IBinaryOperation binary => IsNothing(binary.LeftOperand) || IsNothing(binary.RightOperand),
        _ => false,
    };

    /// <summary>
    /// <c>ReferenceEquals(items, state.Items) ? state : state with { … }</c>: where nothing changed, the state that is returned is equal to the one that would be made.
    /// </summary>
    public static bool IsUnchangedIdiom(IOperation? comparison)
    {
        var operands = comparison switch
        {
            IInvocationOperation { TargetMethod.Name: "ReferenceEquals" or "Equals", Arguments: [var first, var second] } => (first.Value, second.Value),
            IInvocationOperation { TargetMethod.Name: "Equals", Instance: { } instance, Arguments: [var other] } => (instance, other.Value),
            IBinaryOperation binary => (binary.LeftOperand, binary.RightOperand),
            _ => default((IOperation, IOperation)?),
        };
        if (operands is not var (left, right) || (OwnerOf(left) ?? OwnerOf(right)) is not { } owner)
            return false;
        var negated = comparison is IBinaryOperation { OperatorKind: BinaryOperatorKind.NotEquals };
        var condition = comparison!;
        while (condition.Parent is IUnaryOperation { OperatorKind: UnaryOperatorKind.Not } or IParenthesizedOperation)
        {
            negated ^= condition.Parent is IUnaryOperation;
            condition = condition.Parent;
        }

        if (condition.Parent is not IConditionalOperation conditional || conditional.Condition != condition)
            return false;
        var unchanged = Value(negated ? conditional.WhenFalse : conditional.WhenTrue);
        var changed = Value((negated ? conditional.WhenTrue : conditional.WhenFalse) ?? Next(conditional));
        var (old, made) = OwnerOf(left) is not null ? (left, right) : (right, left);
        return unchanged is IParameterReferenceOperation returned && SymbolEqualityComparer.Default.Equals(returned.Parameter, owner)
            && MemberUse.Strip(made) is ILocalReferenceOperation { Type.SpecialType: not SpecialType.System_String }
            && changed is IWithOperation { Initializer.Initializers: [ISimpleAssignmentOperation only] } with && OwnerOf(old) is not null
            && Value(with.Operand) is IParameterReferenceOperation && Flow.LoopUpdates.IsSame(only.Value, made);
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

    // state.Items, state.Boards[3].Cells
    private static IParameterSymbol? OwnerOf(IOperation operation)
    {
        var current = MemberUse.Strip(operation);
        var isMember = false;
        while (true)
        {
            switch (current)
            {
                case IPropertyReferenceOperation { Instance: { } instance }:
                    (current, isMember) = (MemberUse.Strip(instance), true);
                    break;
                case IFieldReferenceOperation { Instance: { } instance }:
                    (current, isMember) = (MemberUse.Strip(instance), true);
                    break;
                case IParameterReferenceOperation parameter:
                    return isMember ? parameter.Parameter : null;
                default:
                    return null;
            }
        }
    }

    private static bool IsNothing(IOperation? operation) => MemberUse.Strip(operation) is { ConstantValue: { HasValue: true, Value: null } } or IDefaultValueOperation;
}
