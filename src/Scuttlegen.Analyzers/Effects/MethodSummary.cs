using System.Collections.Immutable;

namespace Scuttlegen.Analyzers.Effects;

/// <summary>
/// What running a member may do, in itself or through whatever it runs. Which arguments it mutates, and whether its result is
/// fresh, belong here too: both grow along the same calls, so they join the same fixpoint in <see cref="EffectEngine"/>.
/// </summary>
/// <param name="effects">The least trace to each effect, one per category and API, in <see cref="Trace"/>'s order.</param>
internal sealed class MethodSummary(ImmutableArray<Trace> effects)
{
    public ImmutableArray<Trace> Effects { get; } = effects;
}
