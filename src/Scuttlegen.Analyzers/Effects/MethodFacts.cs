using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Scuttlegen.Analyzers.Language;

namespace Scuttlegen.Analyzers.Effects;

/// <summary>What a member's own source says, before anything it uses is looked at.</summary>
/// <param name="effects">Its own uses of the APIs that <c>Apis.txt</c> condemns, in source order.</param>
/// <param name="calls">The members of this compilation that it may run, in source order.</param>
/// <param name="conditional">Its own uses that are effects only for some of the types that may stand for a type parameter.</param>
internal sealed class MethodFacts(ImmutableArray<Effect> effects, ImmutableArray<Call> calls, ImmutableArray<(TypeCondition If, Effect Effect)> conditional)
{
    public static readonly MethodFacts None = new([], [], []);

    public ImmutableArray<(TypeCondition If, Effect Effect)> Conditional { get; } = conditional;

    public ImmutableArray<Effect> Effects { get; } = effects;

    public ImmutableArray<Call> Calls { get; } = calls;
}

/// <summary>A place in source that may run another member of this compilation.</summary>
/// <param name="Callee">A method, accessor or constructor, or a static field, whose "running" is its initialiser.</param>
/// <param name="Site">The operation's syntax.</param>
/// <param name="Told">Categories that the surrounding expression has already told: <c>Rng.Next(6)</c> draws, and is not reported again for where <c>Rng</c> comes from.</param>
/// <param name="Named">The member as the use names it, with type arguments: the callee, or a slot that it fills; <see langword="null"/> where none is known.</param>
/// <param name="Receiver">The most derived type known of what it is used on.</param>
internal readonly record struct Call(ISymbol Callee, SyntaxNode Site, EffectCategory Told, ISymbol? Named = null, ITypeSymbol? Receiver = null);
