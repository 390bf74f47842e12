using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;
using Scuttlegen.Analyzers.Effects;

namespace Scuttlegen.Analyzers.Language;

/// <summary>
/// Bits seen as those of another type: <c>Unsafe.BitCast</c> of one number or enum to another of its size is the same on every machine. Of structs it is the machine's byte order and padding that is seen.
/// </summary>
internal static class MemoryEffects
{
    public static IEnumerable<LanguageEffect> Of(IOperation operation)
    {
        if (operation is not IInvocationOperation { TargetMethod: { Name: "BitCast", TypeArguments.Length: 2, ContainingType: { Name: "Unsafe", ContainingNamespace.Name: "CompilerServices" } } method })
            yield break;
        foreach (var type in method.TypeArguments)
        {
            if (type is ITypeParameterSymbol parameter)
                yield return new LanguageEffect(EffectCategory.Unsafe, method.OriginalDefinition, If: new TypeCondition(parameter, TypeUse.Reinterpreted));
            else if (!IsNumber(type))
                yield return new LanguageEffect(EffectCategory.Unsafe, method.OriginalDefinition);
        }
    }

    /// <summary>Whether the type's values are one number each, of one size everywhere.</summary>
    public static bool IsNumber(ITypeSymbol type) => type.TypeKind == TypeKind.Enum
        || type.SpecialType is SpecialType.System_Char or SpecialType.System_Single or SpecialType.System_Double or (>= SpecialType.System_SByte and <= SpecialType.System_UInt64)
        || type is { Name: "Half", ContainingNamespace: { Name: "System", ContainingNamespace.IsGlobalNamespace: true } };
}
