using Microsoft.CodeAnalysis;
using Scuttlegen.Analyzers.Effects;

namespace Scuttlegen.Analyzers.Rules;

/// <summary>SCUT1001: a reducer reads the clock, in itself or through what it calls.</summary>
internal sealed class ClockRule() : EffectRule(Descriptor, EffectCategory.Clock, "context.Timestamp")
{
    private static readonly DiagnosticDescriptor Descriptor = new(
        RuleIds.ClockRead,
        "Reducers must not read the clock",
        "{0} reads the clock with '{1}' ({2}), which gives every peer and every replay another time; use {3}",
        RuleDescriptor.Determinism,
        DiagnosticSeverity.Warning,
        isEnabledByDefault: true,
        description: "A reducer runs on every peer, and again after every rewind. What it reads from a clock differs each time, so states diverge. "
            + "ReplayContext.Timestamp is the update's time at its origin: the same everywhere.",
        helpLinkUri: RuleDescriptor.HelpLink(RuleIds.ClockRead));
}
