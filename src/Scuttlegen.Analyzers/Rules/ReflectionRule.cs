using Microsoft.CodeAnalysis;
using Scuttlegen.Analyzers.Effects;

namespace Scuttlegen.Analyzers.Rules;

/// <summary>SCUT1014: reducers must not use reflection, dynamic or code made at run time.</summary>
internal sealed class ReflectionRule() : EffectRule(Descriptor, EffectCategory.Reflection, "call the member directly")
{
    private static readonly DiagnosticDescriptor Descriptor = new(
        RuleIds.Reflection,
        "Reducers must not use reflection, dynamic or code made at run time",
        "{0} uses reflection or code made at run time with '{1}' ({2}), which no analysis can follow and which depends on how it was built; {3}",
        RuleDescriptor.Determinism,
        DiagnosticSeverity.Warning,
        isEnabledByDefault: true,
        description: "The order and presence of members that reflection finds depend on the build, on trimming and on the runtime; and what is called "
            + "that way, no analysis can follow.",
        helpLinkUri: RuleDescriptor.HelpLink(RuleIds.Reflection));
}
