using Microsoft.CodeAnalysis;

namespace Scuttlegen.Analyzers.Flow;

/// <summary>Objects that a member did not make, as seen from where it begins.</summary>
/// <param name="Root">The parameter or captured variable that leads to them; for <c>this</c>, the type.</param>
/// <param name="Depth">How far from it.</param>
/// <param name="Member">The first step, for <see cref="RootDepth.Member"/> and <see cref="RootDepth.Inside"/>; <see langword="null"/> for an element.</param>
internal sealed record RootPath(ISymbol Root, RootDepth Depth, ISymbol? Member)
{
    public bool Equals(RootPath? other) => other is not null && Depth == other.Depth
        && SymbolEqualityComparer.Default.Equals(Root, other.Root) && SymbolEqualityComparer.Default.Equals(Member, other.Member);

    public override int GetHashCode() => (SymbolEqualityComparer.Default.GetHashCode(Root) * 31) + (int)Depth;

    /// <summary>Whether it is what the root itself refers to.</summary>
    public bool IsItself => Depth == RootDepth.Itself;
}

internal enum RootDepth
{
    /// <summary>What the root refers to; for a <c>ref</c> parameter, the place.</summary>
    Itself,

    /// <summary>What a member of that refers to.</summary>
    Member,

    /// <summary>Whatever can be reached from there.</summary>
    Inside,

    /// <summary>Whatever can be reached from the root by any member.</summary>
    Anywhere,
}
