using Microsoft.CodeAnalysis;
using Scuttlegen.Analyzers.Effects;

namespace Scuttlegen.Analyzers.Rules;

/// <summary>SCUT2005: reducers must not put mutable objects into the state.</summary>
internal sealed class MutableEscapeRule() : EffectRule(Descriptor, EffectCategory.EscapingMutable, "freeze it first, for example with ToImmutableArray")
{
    private static readonly DiagnosticDescriptor Descriptor = new(
        RuleIds.MutableEscapes,
        "Reducers must not put mutable objects into the state",
        "{0} puts a mutable object into the state with '{1}' ({2}), which whoever holds it can change; {3}",
        RuleDescriptor.Purity,
        DiagnosticSeverity.Warning,
        isEnabledByDefault: true,
        description: "A state is shared by checkpoints, subscribers and all later states. A list or array in it can be changed by anyone who has it, "
            + "behind the log's back.",
        helpLinkUri: RuleDescriptor.HelpLink(RuleIds.MutableEscapes));
}
