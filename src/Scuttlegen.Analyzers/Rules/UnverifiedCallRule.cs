using Microsoft.CodeAnalysis;
using Scuttlegen.Analyzers.Effects;

namespace Scuttlegen.Analyzers.Rules;

/// <summary>SCUT2007: a call that cannot be verified.</summary>
internal sealed class UnverifiedCallRule() : EffectRule(Descriptor, EffectCategory.UnverifiedCall, "mark it [Deterministic] or [Pure] where it is declared, or list it in a file ScuttlegenApis.txt")
{
    private static readonly DiagnosticDescriptor Descriptor = new(
        RuleIds.UnverifiedCall,
        "A call that cannot be verified",
        "{0} calls '{1}' ({2}), of which nothing is known; {3}",
        RuleDescriptor.Purity,
        DiagnosticSeverity.Info,
        isEnabledByDefault: true,
        description: "The source of the member is elsewhere, and it is in none of the lists of verified members. If it is deterministic and changes "
            + "nothing, say so.",
        helpLinkUri: RuleDescriptor.HelpLink(RuleIds.UnverifiedCall));
}
