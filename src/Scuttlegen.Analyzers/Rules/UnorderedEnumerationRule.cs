using Microsoft.CodeAnalysis;
using Scuttlegen.Analyzers.Effects;

namespace Scuttlegen.Analyzers.Rules;

/// <summary>SCUT1008: reducers must not depend on the order of an unordered collection.</summary>
internal sealed class UnorderedEnumerationRule() : EffectRule(Descriptor, EffectCategory.UnorderedEnumeration, "sort it first, or use a sorted collection")
{
    private static readonly DiagnosticDescriptor Descriptor = new(
        RuleIds.UnorderedEnumeration,
        "Reducers must not depend on the order of an unordered collection",
        "{0} depends on the order in which '{1}' enumerates ({2}), which is not defined; {3}",
        RuleDescriptor.Determinism,
        DiagnosticSeverity.Warning,
        isEnabledByDefault: true,
        description: "The order in which dictionaries and hash sets enumerate depends on their history: a peer that loaded a snapshot or replayed "
            + "enumerates the same content in another order than one that did not, and the order of some varies with the process's hash seed.",
        helpLinkUri: RuleDescriptor.HelpLink(RuleIds.UnorderedEnumeration));
}
