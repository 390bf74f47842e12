using Microsoft.CodeAnalysis;
using Scuttlegen.Analyzers.Effects;

namespace Scuttlegen.Analyzers.Rules;

/// <summary>SCUT2003: reducers must not write static state.</summary>
internal sealed class StaticWriteRule() : EffectRule(Descriptor, EffectCategory.StaticWrite, "keep it in the state")
{
    private static readonly DiagnosticDescriptor Descriptor = new(
        RuleIds.StaticWritten,
        "Reducers must not write static state",
        "{0} writes static state with '{1}' ({2}), which survives the replay that wrote it; {3}",
        RuleDescriptor.Purity,
        DiagnosticSeverity.Error,
        isEnabledByDefault: true,
        description: "A static is not rewound: after a replay it holds what earlier runs left there. That includes caches that are filled lazily, "
            + "counters, and registrations of handlers.",
        helpLinkUri: RuleDescriptor.HelpLink(RuleIds.StaticWritten));
}
