using Microsoft.CodeAnalysis;
using Scuttlegen.Analyzers.Effects;

namespace Scuttlegen.Analyzers.Rules;

/// <summary>SCUT2008: reducers must not recurse without a bound.</summary>
internal sealed class RecursionRule() : EffectRule(Descriptor, EffectCategory.Recursion, "use a loop with a stack of your own, or bound the depth")
{
    private static readonly DiagnosticDescriptor Descriptor = new(
        RuleIds.UnboundedRecursion,
        "Reducers must not recurse without a bound",
        "{0} recurses over the state with '{1}' ({2}), as deep as the state is nested: a stack that runs out halts the history; {3}",
        RuleDescriptor.Purity,
        DiagnosticSeverity.Warning,
        isEnabledByDefault: true,
        description: "How much stack there is differs from peer to peer. A history that runs out of it halts instead of skipping the update, for "
            + "skipping it would make states diverge.",
        helpLinkUri: RuleDescriptor.HelpLink(RuleIds.UnboundedRecursion));
}
