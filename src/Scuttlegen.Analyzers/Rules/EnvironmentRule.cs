using Microsoft.CodeAnalysis;
using Scuttlegen.Analyzers.Effects;

namespace Scuttlegen.Analyzers.Rules;

/// <summary>SCUT1005: reducers must not depend on the machine, the process or its settings.</summary>
internal sealed class EnvironmentRule() : EffectRule(Descriptor, EffectCategory.Environment, "read it before Dispatch and carry it in the action")
{
    private static readonly DiagnosticDescriptor Descriptor = new(
        RuleIds.EnvironmentRead,
        "Reducers must not depend on the machine, the process or its settings",
        "{0} depends on the machine or process with '{1}' ({2}), which differs from peer to peer; {3}",
        RuleDescriptor.Determinism,
        DiagnosticSeverity.Warning,
        isEnabledByDefault: true,
        description: "Operating system, processor, word size, byte order, runtime version, environment variables, command line and switches differ from "
            + "peer to peer. What a reducer computes from them does too.",
        helpLinkUri: RuleDescriptor.HelpLink(RuleIds.EnvironmentRead));
}
