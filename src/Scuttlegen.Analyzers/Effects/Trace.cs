using Microsoft.CodeAnalysis;

namespace Scuttlegen.Analyzers.Effects;

/// <summary>A way from a member to an effect. Of several, the least is kept: so results do not depend on who asked first.</summary>
internal sealed class Trace : IComparable<Trace>
{
    private string? _path;

    /// <summary>The member has the effect itself.</summary>
    public Trace(ISymbol member, Effect effect)
    {
        Member = member;
        Effect = effect;
        Length = 1;
    }

    /// <summary>The member uses one that has it.</summary>
    public Trace(ISymbol member, Trace rest)
    {
        Member = member;
        Rest = rest;
        Effect = rest.Effect;
        Length = rest.Length + 1;
    }

    public ISymbol Member { get; }

    public Trace? Rest { get; }

    public Effect Effect { get; }

    public int Length { get; }

    /// <summary>For example <c>Stamps.Fresh → DateTime.UtcNow</c>.</summary>
    public string Path => _path ??= MemberNames.Of(Member) + " → " + (Rest?.Path ?? Effect.Name);

    /// <summary>Whether the way leads through <paramref name="member"/>.</summary>
    public bool Passes(ISymbol member)
    {
        for (var step = this; step is not null; step = step.Rest)
        {
            if (SymbolEqualityComparer.Default.Equals(step.Member, member))
                return true;
        }

        return false;
    }

    /// <summary>The same way to the same use, judged otherwise: what is a change of an argument down there may be one of a static here.</summary>
    public Trace As(EffectCategory category)
    {
        if (Effect.Category == category)
            return this;
        return Rest is null ? new Trace(Member, new Effect(category, Effect.Api, Effect.Group, "", Effect.Sink, Effect.Name)) : new Trace(Member, Rest.As(category));
    }

    /// <summary>Shorter first; then in an order that putting the same member before both keeps, as the fixpoint needs.</summary>
    public int CompareTo(Trace? other)
    {
        if (other is null)
            return -1;
        if (ReferenceEquals(this, other))
            return 0;
        var order = Length.CompareTo(other.Length);
        if (order == 0)
            order = string.CompareOrdinal(Effect.Sink.SyntaxTree.FilePath, other.Effect.Sink.SyntaxTree.FilePath);
        if (order == 0)
            order = Effect.Sink.SpanStart.CompareTo(other.Effect.Sink.SpanStart);
        if (order == 0)
            order = string.CompareOrdinal(Path, other.Path);
        return order;
    }
}
