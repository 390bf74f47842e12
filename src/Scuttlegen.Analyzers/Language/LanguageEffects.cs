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
        OperationKind.Invocation => TextEffects.Of(operation).Concat(ComparerEffects.Of(operation)).Concat(RegexEffects.Of(operation)).Concat(DateEffects.Of(operation)).Concat(MemoryEffects.Of(operation)).Concat(StatementEffects.Of(operation, member, compilation)),
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
        EffectCategory.Identity => ComparesWithNothing(operation) || IdentityIdioms.IsHarmless(operation),
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

    private static bool IsNothing(IOperation? operation) => MemberUse.Strip(operation) is { ConstantValue: { HasValue: true, Value: null } } or IDefaultValueOperation;
}
