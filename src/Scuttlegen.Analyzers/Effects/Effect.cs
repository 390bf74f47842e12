using Microsoft.CodeAnalysis;

namespace Scuttlegen.Analyzers.Effects;

/// <summary>One use, in source, of an API that makes peers differ.</summary>
/// <param name="category">Why peers differ.</param>
/// <param name="api">The member used.</param>
/// <param name="group">
/// What counts as one API in reports: the type where the table condemns a whole type, else the member. So a helper that makes a
/// <c>Random</c> and draws from it is reported once.
/// </param>
/// <param name="advice">What to do instead, or empty for the rule's general advice.</param>
/// <param name="sink">The use.</param>
/// <param name="name">How people call it; by default, the member's name.</param>
internal sealed class Effect(EffectCategory category, ISymbol api, ISymbol group, string advice, SyntaxNode sink, string? name = null)
{
    public EffectCategory Category { get; } = category;

    public ISymbol Api { get; } = api;

    public string Name { get; } = name ?? MemberNames.Of(api);

    public ISymbol Group { get; } = group;

    public string Advice { get; } = advice;

    public SyntaxNode Sink { get; } = sink;
}
