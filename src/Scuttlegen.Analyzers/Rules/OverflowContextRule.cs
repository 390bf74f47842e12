using Microsoft.CodeAnalysis;
using Scuttlegen.Analyzers.Effects;

namespace Scuttlegen.Analyzers.Rules;

/// <summary>SCUT1019: reducers must say what becomes of an overflow.</summary>
internal sealed class OverflowContextRule() : EffectRule(Descriptor, EffectCategory.OverflowContext, "wrap it in checked(…) or unchecked(…)")
{
    private static readonly DiagnosticDescriptor Descriptor = new(
        RuleIds.OverflowContext,
        "Reducers must say what becomes of an overflow",
        "{0} leaves to the project's CheckForOverflowUnderflow what becomes of an overflow with '{1}' ({2}), and this project turns it on; {3}",
        RuleDescriptor.Determinism,
        DiagnosticSeverity.Warning,
        isEnabledByDefault: true,
        description: "The same source, built with another setting, throws on one peer and wraps on another. Where the project changes the language's "
            + "default, each arithmetic operation that can overflow says itself what is meant.",
        helpLinkUri: RuleDescriptor.HelpLink(RuleIds.OverflowContext));
}
