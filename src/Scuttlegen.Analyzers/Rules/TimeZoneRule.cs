using Microsoft.CodeAnalysis;
using Scuttlegen.Analyzers.Effects;

namespace Scuttlegen.Analyzers.Rules;

/// <summary>SCUT1004: reducers must not depend on the machine's time zone.</summary>
internal sealed class TimeZoneRule() : EffectRule(Descriptor, EffectCategory.TimeZone, "keep times in UTC and convert them where you show them")
{
    private static readonly DiagnosticDescriptor Descriptor = new(
        RuleIds.TimeZoneRead,
        "Reducers must not depend on the machine's time zone",
        "{0} depends on the machine's time zone with '{1}' ({2}), which differs from peer to peer; {3}",
        RuleDescriptor.Determinism,
        DiagnosticSeverity.Warning,
        isEnabledByDefault: true,
        description: "Peers live in different time zones, and the rules of a zone change with the operating system's updates. A conversion to or from "
            + "local time gives each of them another value.",
        helpLinkUri: RuleDescriptor.HelpLink(RuleIds.TimeZoneRead));
}
