using Microsoft.CodeAnalysis;
using Scuttlegen.Analyzers.Effects;

namespace Scuttlegen.Analyzers.Flow;

/// <summary>Why the order of a sequence is not defined.</summary>
/// <param name="Api">The collection's type or member, for messages.</param>
/// <param name="Site">The place in the analysed member where the order came in.</param>
/// <param name="Rest">Where it came in further down: the trace from a member that was called.</param>
/// <param name="Root">Set where it depends on the caller: the order is that of what this parameter was given.</param>
/// <param name="IsKept">A list, say, was made in that order: the place to name is where it was made, not where the order shows.</param>
internal sealed record Taint(ISymbol Api, SyntaxNode Site, Trace? Rest, ISymbol? Root, bool IsKept = false)
{
    /// <summary>The same for something that is made in that order at <paramref name="site"/>, unless it came in ready-made from elsewhere.</summary>
    public Taint KeptAt(SyntaxNode site) => this with { Site = Root is null && Rest is null && !IsKept ? site : Site, IsKept = true };
}
