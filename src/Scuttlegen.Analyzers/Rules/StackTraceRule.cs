using Microsoft.CodeAnalysis;
using Scuttlegen.Analyzers.Effects;

namespace Scuttlegen.Analyzers.Rules;

/// <summary>SCUT1013: reducers must not use stack traces or caller information.</summary>
internal sealed class StackTraceRule() : EffectRule(Descriptor, EffectCategory.StackTrace, "name what is meant")
{
    private static readonly DiagnosticDescriptor Descriptor = new(
        RuleIds.StackTrace,
        "Reducers must not use stack traces or caller information",
        "{0} uses the call stack or the source's path with '{1}' ({2}), which depend on how and where it was built; {3}",
        RuleDescriptor.Determinism,
        DiagnosticSeverity.Warning,
        isEnabledByDefault: true,
        description: "Stack traces depend on inlining, on the runtime and on how it was built; caller information holds the path of the source file on "
            + "the machine that built it.",
        helpLinkUri: RuleDescriptor.HelpLink(RuleIds.StackTrace));
}
