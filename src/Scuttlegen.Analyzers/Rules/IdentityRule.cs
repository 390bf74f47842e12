using Microsoft.CodeAnalysis;
using Scuttlegen.Analyzers.Effects;

namespace Scuttlegen.Analyzers.Rules;

/// <summary>SCUT1012: reducers must not depend on object identity or the garbage collector.</summary>
internal sealed class IdentityRule() : EffectRule(Descriptor, EffectCategory.Identity, "compare values instead")
{
    private static readonly DiagnosticDescriptor Descriptor = new(
        RuleIds.ObjectIdentity,
        "Reducers must not depend on object identity or the garbage collector",
        "{0} depends on object identity or on memory with '{1}' ({2}), which differs from replay to replay; {3}",
        RuleDescriptor.Determinism,
        DiagnosticSeverity.Warning,
        isEnabledByDefault: true,
        description: "Whether two references are the same object depends on how the state came about: by a replay, from a snapshot, or as the result of "
            + "the reducer before. When objects are collected depends on the machine.",
        helpLinkUri: RuleDescriptor.HelpLink(RuleIds.ObjectIdentity));
}
