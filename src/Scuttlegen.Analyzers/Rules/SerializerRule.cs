using Microsoft.CodeAnalysis;
using Scuttlegen.Analyzers.Effects;

namespace Scuttlegen.Analyzers.Rules;

/// <summary>SCUT1018: reducers must not use serializers that depend on reflection or settings.</summary>
internal sealed class SerializerRule() : EffectRule(Descriptor, EffectCategory.Serializer, "format what is needed by hand, or do it before Dispatch")
{
    private static readonly DiagnosticDescriptor Descriptor = new(
        RuleIds.SerializerDefaults,
        "Reducers must not use serializers that depend on reflection or settings",
        "{0} uses the serializer '{1}' ({2}), whose output depends on its version, on settings and on the order in which reflection finds members; {3}",
        RuleDescriptor.Determinism,
        DiagnosticSeverity.Warning,
        isEnabledByDefault: true,
        description: "What JSON and XML serializers write depends on defaults that can be changed for a whole process, on converters that are found by "
            + "reflection, and on their version.",
        helpLinkUri: RuleDescriptor.HelpLink(RuleIds.SerializerDefaults));
}
