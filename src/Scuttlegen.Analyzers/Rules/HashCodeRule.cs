using Microsoft.CodeAnalysis;
using Scuttlegen.Analyzers.Effects;

namespace Scuttlegen.Analyzers.Rules;

/// <summary>SCUT1007: reducers must not use hash codes that vary by process.</summary>
internal sealed class HashCodeRule() : EffectRule(Descriptor, EffectCategory.HashCode, "compute a hash of the data that is defined, such as SHA256.HashData or XxHash64")
{
    private static readonly DiagnosticDescriptor Descriptor = new(
        RuleIds.HashCode,
        "Reducers must not use hash codes that vary by process",
        "{0} uses the hash code '{1}' ({2}), which differs in every process; {3}",
        RuleDescriptor.Determinism,
        DiagnosticSeverity.Warning,
        isEnabledByDefault: true,
        description: "Hash codes of strings, of HashCode and of object differ in every process by design. They serve hash tables; a value or a branch "
            + "made from one differs from peer to peer.",
        helpLinkUri: RuleDescriptor.HelpLink(RuleIds.HashCode));
}
