using Microsoft.CodeAnalysis;
using Scuttlegen.Analyzers.Effects;

namespace Scuttlegen.Analyzers.Rules;

/// <summary>SCUT1003: a reducer does I/O, in itself or through what it calls.</summary>
internal sealed class InputOutputRule() : EffectRule(Descriptor, EffectCategory.InputOutput, "do it before Dispatch and carry the result in the action, or after it in Subscribe")
{
    private static readonly DiagnosticDescriptor Descriptor = new(
        RuleIds.InputOutput,
        "Reducers must not do I/O",
        "{0} does I/O with '{1}' ({2}), which happens again on every peer and in every replay, with another outcome; {3}",
        RuleDescriptor.Determinism,
        DiagnosticSeverity.Warning,
        isEnabledByDefault: true,
        description: "A reducer runs on every peer, and again after every rewind. Files, sockets, the console, the environment and other processes differ from "
            + "machine to machine and from run to run, and what is written is written once per replay. Read before Dispatch and put what was read "
            + "in the action; write in a subscriber.",
        helpLinkUri: RuleDescriptor.HelpLink(RuleIds.InputOutput));
}
