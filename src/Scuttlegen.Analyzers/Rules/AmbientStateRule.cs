using Microsoft.CodeAnalysis;
using Scuttlegen.Analyzers.Effects;

namespace Scuttlegen.Analyzers.Rules;

/// <summary>SCUT1016: reducers must not use state that flows with the thread or the call.</summary>
internal sealed class AmbientStateRule() : EffectRule(Descriptor, EffectCategory.Ambient, "carry it in the action")
{
    private static readonly DiagnosticDescriptor Descriptor = new(
        RuleIds.AmbientState,
        "Reducers must not use state that flows with the thread or the call",
        "{0} uses state of the thread or of the call's context with '{1}' ({2}), which differs from run to run; {3}",
        RuleDescriptor.Determinism,
        DiagnosticSeverity.Warning,
        isEnabledByDefault: true,
        description: "Thread statics and AsyncLocal hold what the thread or the caller happened to leave there. A replay runs elsewhere.",
        helpLinkUri: RuleDescriptor.HelpLink(RuleIds.AmbientState));
}
