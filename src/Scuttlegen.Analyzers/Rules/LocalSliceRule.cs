using Microsoft.CodeAnalysis;
using Scuttlegen.Analyzers.Effects;

namespace Scuttlegen.Analyzers.Rules;

/// <summary>SCUT2001: a reducer of a gossiped action reads or writes a local slice, in itself or through what it calls.</summary>
internal sealed class LocalSliceRule() : EffectRule(Descriptor, EffectCategory.LocalSlice, "carry in the action what it needs, or remove [LocalSlice]")
{
    private static readonly DiagnosticDescriptor Descriptor = new(
        RuleIds.LocalSliceTouched,
        "Gossiped actions must not touch local slices",
        "{0} reads or writes the local slice '{1}' ({2}), which differs from peer to peer; {3}",
        RuleDescriptor.Purity,
        DiagnosticSeverity.Error,
        isEnabledByDefault: true,
        description: "A slice marked [LocalSlice] is this peer's own. A gossiped action is reduced on every peer: what it reads there would make "
            + "states diverge, and what it writes there would overwrite what other peers hold for themselves.",
        helpLinkUri: RuleDescriptor.HelpLink(RuleIds.LocalSliceTouched));

    private protected override bool Concerns(ISymbol entry) =>
        !(entry is IMethodSymbol { Parameters: [_, var action, ..] } && action.Type.GetAttributes().Any(data =>
            data.AttributeClass is { Name: "LocalActionAttribute", ContainingNamespace: { Name: "Scuttlegen", ContainingNamespace.IsGlobalNamespace: true } }));
}
