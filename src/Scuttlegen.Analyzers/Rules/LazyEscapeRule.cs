using Microsoft.CodeAnalysis;
using Scuttlegen.Analyzers.Effects;

namespace Scuttlegen.Analyzers.Rules;

/// <summary>SCUT2006: reducers must not put lazily evaluated values into the state.</summary>
internal sealed class LazyEscapeRule() : EffectRule(Descriptor, EffectCategory.EscapingLazy, "evaluate it first, for example with ToImmutableArray")
{
    private static readonly DiagnosticDescriptor Descriptor = new(
        RuleIds.LazyEscapes,
        "Reducers must not put lazily evaluated values into the state",
        "{0} puts something that is evaluated later into the state with '{1}' ({2}); {3}",
        RuleDescriptor.Purity,
        DiagnosticSeverity.Warning,
        isEnabledByDefault: true,
        description: "An iterator, a LINQ query or a delegate in the state runs when somebody looks at it: on another thread, at another time, perhaps "
            + "never; and it holds on to everything it captured.",
        helpLinkUri: RuleDescriptor.HelpLink(RuleIds.LazyEscapes));
}
