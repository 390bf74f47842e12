using Microsoft.CodeAnalysis;

namespace Scuttlegen.Analyzers.Effects;

/// <summary>A place in an entry point's own source that leads to an effect.</summary>
/// <param name="site">The place: the sink itself where the entry point contains it, else the use that leads there.</param>
/// <param name="effect">The effect.</param>
/// <param name="path">From the entry point to the API, for people: <c>Apply → Stamps.Fresh → DateTime.UtcNow</c>.</param>
internal sealed class Finding(SyntaxNode site, Effect effect, string path)
{
    public SyntaxNode Site { get; } = site;

    public Effect Effect { get; } = effect;

    public string Path { get; } = path;

    /// <summary>Whether the sink is in the entry point itself, where a code fix can reach it.</summary>
    public bool IsDirect => Site == Effect.Sink;
}
