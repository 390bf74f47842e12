using Microsoft.CodeAnalysis;
using Scuttlegen.Analyzers.Effects;

namespace Scuttlegen.Analyzers.Rules;

/// <summary>SCUT1011: reducers must not use threads, tasks, locks or timers.</summary>
internal sealed class ConcurrencyRule() : EffectRule(Descriptor, EffectCategory.Concurrency, "compute it in the reducer's own turn, or before Dispatch")
{
    private static readonly DiagnosticDescriptor Descriptor = new(
        RuleIds.Concurrency,
        "Reducers must not use threads, tasks, locks or timers",
        "{0} runs or waits concurrently with '{1}' ({2}), whose outcome depends on scheduling; {3}",
        RuleDescriptor.Determinism,
        DiagnosticSeverity.Warning,
        isEnabledByDefault: true,
        description: "A reducer runs in one turn of one thread, on every peer and in every replay. Work on other threads ends at another time on each of"
            + " them, and a reducer that waits stalls its store.",
        helpLinkUri: RuleDescriptor.HelpLink(RuleIds.Concurrency));
}
