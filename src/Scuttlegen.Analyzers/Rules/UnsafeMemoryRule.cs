using Microsoft.CodeAnalysis;
using Scuttlegen.Analyzers.Effects;

namespace Scuttlegen.Analyzers.Rules;

/// <summary>SCUT1015: reducers must not use unsafe code, native code or uninitialised memory.</summary>
internal sealed class UnsafeMemoryRule() : EffectRule(Descriptor, EffectCategory.Unsafe, "use managed code and memory that is cleared")
{
    private static readonly DiagnosticDescriptor Descriptor = new(
        RuleIds.UnsafeMemory,
        "Reducers must not use unsafe code, native code or uninitialised memory",
        "{0} uses native code, or memory that may hold anything, with '{1}' ({2}); {3}",
        RuleDescriptor.Determinism,
        DiagnosticSeverity.Warning,
        isEnabledByDefault: true,
        description: "Native code differs from platform to platform; uninitialised or pooled memory holds whatever was there before; pointers and "
            + "layouts depend on the processor.",
        helpLinkUri: RuleDescriptor.HelpLink(RuleIds.UnsafeMemory));
}
