using Microsoft.CodeAnalysis;
using Scuttlegen.Analyzers.Effects;

namespace Scuttlegen.Analyzers.Language;

/// <summary>An effect that no member of a referenced assembly stands for: a statement, an operator, or a use of a member that depends on its operands.</summary>
/// <param name="Category">Why peers differ.</param>
/// <param name="Api">The member or type, for grouping.</param>
/// <param name="Name">How people call it; <see langword="null"/> for the member's own name.</param>
/// <param name="Advice">What to do instead, or empty for the rule's own.</param>
/// <param name="If">Set where it is one only if what stands for the type parameter is a type of the kind.</param>
internal readonly record struct LanguageEffect(EffectCategory Category, ISymbol Api, string? Name = null, string Advice = "", TypeCondition? If = null);

/// <summary>A generic member's effect on a type parameter: it formats its values, or compares them by default.</summary>
internal readonly record struct TypeCondition(ITypeParameterSymbol Parameter, TypeUse Use);

internal enum TypeUse
{
    /// <summary>Turned into text without a culture.</summary>
    Formatted,

    /// <summary>Put in order by the default comparer.</summary>
    Compared,

    /// <summary>Compared for equality by the default comparer.</summary>
    Equated,

    /// <summary>The same where it was asked whether it is a value type.</summary>
    EquatedAsValueType,

    /// <summary>Its memory seen as that of another type.</summary>
    Reinterpreted,
}
