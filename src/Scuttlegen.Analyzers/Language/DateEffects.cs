using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;
using Scuttlegen.Analyzers.Effects;

namespace Scuttlegen.Analyzers.Language;

/// <summary>Dates read from text whose zone, where the text has none, is the machine's; or which are converted to the machine's where it has one.</summary>
internal static class DateEffects
{
    private const int NoCurrentDateDefault = 8;
    private const int AdjustToUniversal = 16;
    private const int AssumeUniversal = 64;
    private const int RoundtripKind = 128;
    private const string Advice = "pass DateTimeStyles.AssumeUniversal | DateTimeStyles.AdjustToUniversal";

    public static IEnumerable<LanguageEffect> Of(IOperation operation)
    {
        if (operation is not IInvocationOperation { TargetMethod: { Name: "Parse" or "TryParse" or "ParseExact" or "TryParseExact", ContainingType: { Name: "DateTime" or "DateTimeOffset" } type } method } call
            || type.ContainingNamespace is not { Name: "System", ContainingNamespace.IsGlobalNamespace: true })
        {
            return [];
        }

        var styles = call.Arguments.FirstOrDefault(static argument => argument.Parameter?.Type.Name == "DateTimeStyles");
        // Without styles the table judges; what is computed cannot be.
        if (styles is null && !method.Name.EndsWith("Exact", StringComparison.Ordinal))
            return [];
        if (styles is not null && !styles.Value.ConstantValue.HasValue)
            return [];
        var flags = styles?.Value.ConstantValue.Value is int value ? value : 0;
        var format = call.Arguments.FirstOrDefault(static argument => argument.Parameter?.Name == "format")?.Value.ConstantValue.Value as string;
        // A text without a date is taken to be of today.
        if (type.Name == "DateTime" && format is { Length: > 1 } && (flags & NoCurrentDateDefault) == 0 && !format.Contains('d') && !format.Contains('M') && !format.Contains('y'))
            return [new LanguageEffect(EffectCategory.Clock, method.OriginalDefinition, Advice: "TimeOnly.ParseExact")];
        var isLocal = type.Name == "DateTimeOffset"
            ? (flags & (AssumeUniversal | AdjustToUniversal)) == 0 && !HasZone(format)
            : (flags & (AdjustToUniversal | RoundtripKind)) == 0 && (method.Name.EndsWith("Exact", StringComparison.Ordinal) ? format is not null && HasZone(format) : true);
        return isLocal ? [new LanguageEffect(EffectCategory.TimeZone, method.OriginalDefinition, Advice: Advice)] : [];
    }

    /// <summary>Whether what is converted to a <c>DateTimeOffset</c> is visibly in UTC.</summary>
    public static bool IsUtc(IOperation? operation)
    {
        var date = operation switch
        {
            IConversionOperation { OperatorMethod.ContainingType.Name: "DateTimeOffset" } conversion => conversion.Operand,
            IObjectCreationOperation { Constructor: { Parameters.Length: 1, ContainingType.Name: "DateTimeOffset" } } creation => creation.Arguments[0].Value,
            _ => null,
        };
        return IsUtcDate(date);
    }

    private static bool IsUtcDate(IOperation? date) => MemberUse.Strip(date) switch
    {
        // What is a while later is of the same kind.
        IInvocationOperation { TargetMethod: { Name: var name, ContainingType.SpecialType: SpecialType.System_DateTime }, Instance: { } instance } when name.StartsWith("Add", StringComparison.Ordinal) => IsUtcDate(instance),
        IPropertyReferenceOperation { Property: { Name: "Date", ContainingType.SpecialType: SpecialType.System_DateTime }, Instance: { } instance } => IsUtcDate(instance),
        IPropertyReferenceOperation { Property.Name: "UtcDateTime" or "UtcNow" } => true,
        IFieldReferenceOperation { Field.Name: "UnixEpoch" } => true,
        IInvocationOperation { TargetMethod: { Name: "SpecifyKind", ContainingType.SpecialType: SpecialType.System_DateTime } } specify => specify.Arguments.Any(static argument => IsUtcKind(argument.Value)),
        IObjectCreationOperation { Type.Name: "DateTime" } made => made.Arguments.Any(static argument => IsUtcKind(argument.Value)),
        _ => false,
    };

    private static bool IsUtcKind(IOperation kind) => MemberUse.Strip(kind) is IFieldReferenceOperation { Field: { Name: "Utc", ContainingType.Name: "DateTimeKind" } };

    private static bool HasZone(string? format) => format is "O" or "o" or "R" or "r" or "u" || (format is { Length: > 1 } && (format.Contains('z') || format.Contains('K')));
}
