using Microsoft.CodeAnalysis;
using Scuttlegen.Analyzers.Effects;

namespace Scuttlegen.Analyzers.Rules;

/// <summary>SCUT2002: reducers must not change the state or the action they are given.</summary>
internal sealed class InputMutationRule() : EffectRule(Descriptor, EffectCategory.InputMutation, "make a changed copy, for example with a 'with' expression")
{
    private static readonly DiagnosticDescriptor Descriptor = new(
        RuleIds.InputMutated,
        "Reducers must not change the state or the action they are given",
        "{0} changes what it was given with '{1}' ({2}), so that checkpoints and the states that others hold change with it; {3}",
        RuleDescriptor.Purity,
        DiagnosticSeverity.Error,
        isEnabledByDefault: true,
        description: "The state before an update is kept, in checkpoints and by subscribers, and the same action is reduced again in every replay. A "
            + "reducer returns a new state and leaves both as they were.",
        helpLinkUri: RuleDescriptor.HelpLink(RuleIds.InputMutated));
}
