using System.Collections.Immutable;
using Microsoft.CodeAnalysis;

namespace Scuttlegen.Analyzers.Commutation;

/// <summary>What a reducer or guard does to its state, read from its body alone.</summary>
/// <param name="touches">The places it reads, writes or joins to, in source order.</param>
/// <param name="obstacles">Why it may not commute, as far as its own body says.</param>
internal sealed class Reading(ImmutableArray<Touch> touches, ImmutableArray<Obstacle> obstacles)
{
    public ImmutableArray<Touch> Touches { get; } = touches;

    public ImmutableArray<Obstacle> Obstacles { get; } = obstacles;
}

/// <summary>One use of a place in the state.</summary>
/// <param name="Join">Set where it is nothing but a join.</param>
internal readonly record struct Touch(Place Place, TouchKind Kind, Join Join, SyntaxNode Site);

internal enum TouchKind
{
    Read,
    Write,
    Join,
}

/// <summary>A condition of commutation that is not met, or not seen to be.</summary>
/// <param name="Reason">For people, the end of a sentence.</param>
/// <param name="Site">Where.</param>
internal readonly record struct Obstacle(string Reason, SyntaxNode Site);
