using Microsoft.CodeAnalysis;
using Scuttlegen.Analyzers.Effects;

namespace Scuttlegen.Analyzers.Rules;

/// <summary>SCUT1017: reducers must not use regular expressions with a timeout.</summary>
internal sealed class RegexTimeoutRule() : EffectRule(Descriptor, EffectCategory.RegexTimeout, "use RegexOptions.NonBacktracking without a timeout")
{
    private static readonly DiagnosticDescriptor Descriptor = new(
        RuleIds.RegexTimeout,
        "Reducers must not use regular expressions with a timeout",
        "{0} uses a regular expression with a timeout with '{1}' ({2}), which a slow machine reaches and a fast one does not; {3}",
        RuleDescriptor.Determinism,
        DiagnosticSeverity.Warning,
        isEnabledByDefault: true,
        description: "A match that times out on one peer and not on another makes their states differ. RegexOptions.NonBacktracking bounds the time by "
            + "the length of the input instead.",
        helpLinkUri: RuleDescriptor.HelpLink(RuleIds.RegexTimeout));
}
