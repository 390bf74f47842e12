using Microsoft.CodeAnalysis;
using Scuttlegen.Analyzers.Effects;

namespace Scuttlegen.Analyzers.Rules;

/// <summary>SCUT1010: reducers must not use floating-point operations whose result varies by platform.</summary>
internal sealed class FloatingPointRule() : EffectRule(Descriptor, EffectCategory.FloatingPoint, "compute in integers or decimal, or carry the result in the action")
{
    private static readonly DiagnosticDescriptor Descriptor = new(
        RuleIds.FloatingPoint,
        "Reducers must not use floating-point operations whose result varies by platform",
        "{0} computes with '{1}' ({2}), whose last bits differ by processor, operating system and runtime; {3}",
        RuleDescriptor.Determinism,
        DiagnosticSeverity.Warning,
        isEnabledByDefault: true,
        description: "Addition, subtraction, multiplication, division and square root of floating-point numbers are the same everywhere by IEEE 754. "
            + "Sines, powers, logarithms, estimates and vectorised sums are not: they come from the platform's library or from the processor, and"
            + " differ in their last bits.",
        helpLinkUri: RuleDescriptor.HelpLink(RuleIds.FloatingPoint));
}
