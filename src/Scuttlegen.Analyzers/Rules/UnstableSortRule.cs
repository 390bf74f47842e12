using Microsoft.CodeAnalysis;
using Scuttlegen.Analyzers.Effects;

namespace Scuttlegen.Analyzers.Rules;

/// <summary>SCUT1009: reducers must not leave the order of equal elements to an unstable sort.</summary>
internal sealed class UnstableSortRule() : EffectRule(Descriptor, EffectCategory.UnstableSort, "use OrderBy, which is stable, or compare by a unique key last")
{
    private static readonly DiagnosticDescriptor Descriptor = new(
        RuleIds.UnstableSort,
        "Reducers must not leave the order of equal elements to an unstable sort",
        "{0} sorts with '{1}' ({2}), which leaves the order of elements that compare equal undefined; {3}",
        RuleDescriptor.Determinism,
        DiagnosticSeverity.Warning,
        isEnabledByDefault: true,
        description: "List<T>.Sort, Array.Sort and MemoryExtensions.Sort are not stable: where two elements compare equal but are not the same, which "
            + "comes first is up to the runtime's algorithm, which changes between versions.",
        helpLinkUri: RuleDescriptor.HelpLink(RuleIds.UnstableSort));
}
