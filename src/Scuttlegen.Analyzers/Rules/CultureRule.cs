using Microsoft.CodeAnalysis;
using Scuttlegen.Analyzers.Effects;

namespace Scuttlegen.Analyzers.Rules;

/// <summary>SCUT1006: reducers must not depend on a culture.</summary>
internal sealed class CultureRule() : EffectRule(Descriptor, EffectCategory.Culture, "pass CultureInfo.InvariantCulture")
{
    private static readonly DiagnosticDescriptor Descriptor = new(
        RuleIds.CultureSensitive,
        "Reducers must not depend on a culture",
        "{0} depends on the culture with '{1}' ({2}), which differs from peer to peer; {3}",
        RuleDescriptor.Determinism,
        DiagnosticSeverity.Warning,
        isEnabledByDefault: true,
        description: "Formatting, parsing, casing and comparing follow the culture of the thread unless told otherwise, and cultures differ from machine"
            + " to machine and from one release of their data to the next: a negative number, for example, has another minus sign under sv-SE. "
            + "Use the invariant culture and ordinal comparison.",
        helpLinkUri: RuleDescriptor.HelpLink(RuleIds.CultureSensitive));
}
