using Microsoft.CodeAnalysis;
using Scuttlegen.Analyzers.Effects;

namespace Scuttlegen.Analyzers.Rules;

/// <summary>SCUT1002: a reducer draws a random value, in itself or through what it calls.</summary>
internal sealed class RandomnessRule() : EffectRule(Descriptor, EffectCategory.Randomness, "context.NextBytes")
{
    private static readonly DiagnosticDescriptor Descriptor = new(
        RuleIds.Randomness,
        "Reducers must not draw random values of their own",
        "{0} draws a random value with '{1}' ({2}), which differs on every peer and in every replay; use {3}",
        RuleDescriptor.Determinism,
        DiagnosticSeverity.Warning,
        isEnabledByDefault: true,
        description: "A reducer runs on every peer, and again after every rewind; each run would draw something else. A seed does not help: the algorithm "
            + "of System.Random is not frozen. The draws of ReplayContext are: they are seeded by the update, the same everywhere.",
        helpLinkUri: RuleDescriptor.HelpLink(RuleIds.Randomness));
}
