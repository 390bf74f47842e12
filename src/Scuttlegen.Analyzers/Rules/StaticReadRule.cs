using Microsoft.CodeAnalysis;
using Scuttlegen.Analyzers.Effects;

namespace Scuttlegen.Analyzers.Rules;

/// <summary>SCUT2004: reducers must not read static state that can change.</summary>
internal sealed class StaticReadRule() : EffectRule(Descriptor, EffectCategory.StaticRead, "make it a constant or immutable, or keep it in the state")
{
    private static readonly DiagnosticDescriptor Descriptor = new(
        RuleIds.StaticRead,
        "Reducers must not read static state that can change",
        "{0} reads static state with '{1}' ({2}), which may be another at the next replay; {3}",
        RuleDescriptor.Purity,
        DiagnosticSeverity.Warning,
        isEnabledByDefault: true,
        description: "What a reducer reads from a static that somebody may write differs from peer to peer and from replay to replay.",
        helpLinkUri: RuleDescriptor.HelpLink(RuleIds.StaticRead));
}
