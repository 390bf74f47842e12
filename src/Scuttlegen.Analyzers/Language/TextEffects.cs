using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;
using Scuttlegen.Analyzers.Effects;

namespace Scuttlegen.Analyzers.Language;

/// <summary>Where values become text, or text becomes values, by the culture of the moment.</summary>
internal static class TextEffects
{
    private const string Invariant = "string.Create(CultureInfo.InvariantCulture, $\"…\")";
    private const string Part = "ToString(CultureInfo.InvariantCulture)";

    public static IEnumerable<LanguageEffect> Of(IOperation operation) => operation switch
    {
        IInterpolationOperation hole when !HasProvider(hole) => Formatting(hole.Expression, (hole.FormatString as ILiteralOperation)?.ConstantValue.Value as string, Invariant),
        IInterpolatedStringAppendOperation { AppendCall: IInvocationOperation { TargetMethod: { Name: "AppendFormatted", ContainingType.DeclaringSyntaxReferences.IsEmpty: true } } append } hole when !HasProvider(hole)
            => Formatting(append.Arguments.FirstOrDefault(static argument => argument.Parameter?.Ordinal == 0)?.Value, FormatOf(append), Invariant),
        IBinaryOperation { OperatorKind: BinaryOperatorKind.Add, Type.SpecialType: SpecialType.System_String } binary => Formatting(binary.LeftOperand, null, Part).Concat(Formatting(binary.RightOperand, null, Part)),
        ICompoundAssignmentOperation { OperatorKind: BinaryOperatorKind.Add, Type.SpecialType: SpecialType.System_String } compound => Formatting(compound.Value, null, Part),
        IInvocationOperation call => Call(call),
        _ => [],
    };

    /// <summary>Whether what the table says of a member that formats or parses does not hold for these operands.</summary>
    public static bool IsExempt(ISymbol api, IOperation? operation)
    {
        if (operation is not IInvocationOperation call || api is not IMethodSymbol)
            return false;
        var method = call.TargetMethod;
        switch (method.Name)
        {
            case "ToString" when call.Instance is { } instance:
                var format = FormatOf(call);
                return CultureTypes.IsInvariantFormat(instance.Type, format, instance);
            case "ToString" when method.ContainingType.Name == "Convert":
                return AreTextual(call);
            case "Format" or "Concat" or "Join" or "AppendFormat" or "AppendJoin" when method.ContainingType.Name is "String" or "StringBuilder":
                return AreTextual(call);
            case "Append" or "Insert" or "Write" or "WriteLine":
                return AreTextual(call);
            default:
                return false;
        }
    }

    /// <summary>A record or a tuple is formatted by members that the table does not know by name.</summary>
    private static IEnumerable<LanguageEffect> Call(IInvocationOperation call)
    {
        var method = call.TargetMethod;
        if (method is { Name: "ToString", Parameters.Length: 0 } && call.Instance is { Type: { } type } instance)
        {
            if (type is ITypeParameterSymbol parameter)
                yield return new LanguageEffect(EffectCategory.Culture, method, If: new TypeCondition(parameter, TypeUse.Formatted));
            else if (method.ContainingType.SpecialType is SpecialType.System_Object or SpecialType.System_ValueType || type is INamedTypeSymbol { IsRecord: true } or { IsTupleType: true } or INamedTypeSymbol { OriginalDefinition.SpecialType: SpecialType.System_Nullable_T })
            {
                if (CultureTypes.IsFormatted(type) && !Signs.IsNeverNegative(instance))
                    yield return new LanguageEffect(EffectCategory.Culture, method, $"{type.Name}.ToString", "format its members with CultureInfo.InvariantCulture");
            }

            yield break;
        }

        // string.Join<T>, Concat<T>, AppendJoin<T> in a generic helper.
        if (method is { Name: "Join" or "Concat" or "AppendJoin", ContainingType.Name: "String" or "StringBuilder", IsGenericMethod: true } && method.TypeArguments[0] is ITypeParameterSymbol joined)
            yield return new LanguageEffect(EffectCategory.Culture, method, If: new TypeCondition(joined, TypeUse.Formatted));
        if (IsProviderMissing(call))
            yield return new LanguageEffect(EffectCategory.Culture, method);
    }

    /// <summary>Whether a provider that the method takes is left out, or <see langword="null"/>: that is the current culture.</summary>
    private static bool IsProviderMissing(IInvocationOperation call)
    {
        foreach (var argument in call.Arguments)
        {
            if (argument.Parameter?.Type is not { Name: "IFormatProvider" or "CultureInfo" } || MemberUse.Strip(argument.Value) is not ({ ConstantValue: { HasValue: true, Value: null } } or IDefaultValueOperation))
                continue;
            // Of these there is only one text, whatever the provider.
            var type = call.Instance?.Type ?? call.TargetMethod.ContainingType;
            if (type.SpecialType is SpecialType.System_Boolean or SpecialType.System_Char or SpecialType.System_String || type.Name is "Guid" or "Version" or "Rune" or "IPAddress" or "Enum" or "Uri" || type.TypeKind == TypeKind.Enum)
            {
                if (call.TargetMethod.Name is not ("Format" or "Create"))
                    return false;
            }

            if (call.TargetMethod.Name is "Format" or "AppendFormat" && AreTextual(call))
                return false;
            return !CultureTypes.IsInvariantFormat(type, FormatOf(call), call.Instance);
        }

        return false;
    }

    private static string? FormatOf(IInvocationOperation call) => call.Arguments.FirstOrDefault(static argument => argument.Parameter is { Name: "format" })?.Value.ConstantValue.Value as string;

    /// <summary>Whether all that is put into the text is text already, or what reads the same everywhere.</summary>
    private static bool AreTextual(IInvocationOperation call)
    {
        if (call.TargetMethod is { IsGenericMethod: true, TypeArguments: [var element] })
            return element is not ITypeParameterSymbol ? !CultureTypes.IsFormatted(element) : true;
        foreach (var argument in call.Arguments)
        {
            if (argument.Parameter is null or { Name: "format" or "separator" or "provider" or "index" } || argument.Parameter.Type is { Name: "IFormatProvider" or "CompositeFormat" })
                continue;
            foreach (var part in PartsOf(argument.Value))
            {
                var type = part.Type;
                // A part of an unknown type could be a number.
                if (type is null or ITypeParameterSymbol || type.SpecialType == SpecialType.System_Object || type is IArrayTypeSymbol { ElementType.SpecialType: SpecialType.System_Object })
                {
                    if (part.ConstantValue is { HasValue: true, Value: null })
                        continue;
                    return false;
                }

                if (FlowElement(type) is { } inner ? CultureTypes.IsFormatted(inner) : CultureTypes.IsFormatted(type) && !Signs.IsNeverNegative(part))
                    return false;
            }
        }

        return true;
    }

    private static ITypeSymbol? FlowElement(ITypeSymbol type) => type.SpecialType == SpecialType.System_String ? null : type switch
    {
        IArrayTypeSymbol array => array.ElementType,
        INamedTypeSymbol { Name: "IEnumerable" or "ReadOnlySpan", TypeArguments: [var element] } => element,
        _ => null,
    };

    private static IEnumerable<IOperation> PartsOf(IOperation value)
    {
        var stripped = Unboxed(value);
        return stripped switch
        {
            IArrayCreationOperation { Initializer: { } initializer } => initializer.ElementValues.SelectMany(PartsOf),
            ICollectionExpressionOperation collection => collection.Elements.SelectMany(PartsOf),
            null => [],
            _ => [stripped],
        };
    }

    private static IEnumerable<LanguageEffect> Formatting(IOperation? expression, string? format, string advice)
    {
        var value = Unboxed(expression);
        if (value?.Type is not { } type)
            yield break;
        if (type is ITypeParameterSymbol parameter)
            yield return new LanguageEffect(EffectCategory.Culture, parameter, $"{parameter.Name}.ToString", advice, new TypeCondition(parameter, TypeUse.Formatted));
        else if ((CultureTypes.IsFormatted(type) || (type.Name == "TimeSpan" && format is "g" or "G")) && value.ConstantValue is not { HasValue: true, Value: string } && !CultureTypes.IsInvariantFormat(type, format, value))
            yield return new LanguageEffect(EffectCategory.Culture, type.OriginalDefinition, $"{TypeName(type)}.ToString", advice);
    }

    /// <summary>The value before it was boxed or made text; a cast to another number stays.</summary>
    private static IOperation? Unboxed(IOperation? expression)
    {
        while (expression is IParenthesizedOperation or IConversionOperation { OperatorMethod: null })
        {
            if (expression is IConversionOperation conversion)
            {
                if (conversion.Type is not { IsReferenceType: true } && !conversion.IsImplicit)
                    break;
                expression = conversion.Operand;
            }
            else
            {
                expression = ((IParenthesizedOperation)expression).Operand;
            }
        }

        return expression;
    }

    private static string TypeName(ITypeSymbol type) => type is INamedTypeSymbol { IsTupleType: true } ? "ValueTuple" : type is INamedTypeSymbol { OriginalDefinition.SpecialType: SpecialType.System_Nullable_T, TypeArguments: [var inner] } ? inner.Name : type.Name;

    /// <summary>Whether an interpolated string is given to something that formats it by a provider of its own.</summary>
    private static bool HasProvider(IOperation hole)
    {
        IOperation? current = hole.Parent;
        while (current is IInterpolatedStringOperation or IConversionOperation or IInterpolatedStringHandlerCreationOperation or IInterpolatedStringAdditionOperation or IParenthesizedOperation or IBinaryOperation { Type.SpecialType: SpecialType.System_String })
            current = current.Parent;
        if (current is not IArgumentOperation { Parent: IInvocationOperation call } argument)
        {
            // Kept as it is, to be formatted later.
            return hole.Parent?.Parent is IConversionOperation { Type.Name: "FormattableString" or "IFormattable" };
        }

        if (call.TargetMethod is { Name: "Invariant", ContainingType.Name: "FormattableString" })
            return true;
        if (argument.Parameter?.Type is { Name: "FormattableString" or "IFormattable" })
            return true;
        return argument.Parameter?.Type is { Name: "DefaultInterpolatedStringHandler" or "AppendInterpolatedStringHandler" or "TryWriteInterpolatedStringHandler" }
            && call.Arguments.Any(static other => other.Parameter?.Type is { Name: "IFormatProvider" } && MemberUse.Strip(other.Value) is not { ConstantValue: { HasValue: true, Value: null } });
    }
}
