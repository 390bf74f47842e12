using Microsoft.CodeAnalysis;
using Scuttlegen.Analyzers.Effects;

namespace Scuttlegen.Analyzers.Flow;

/// <summary>Why the order of a sequence is not defined.</summary>
/// <param name="Api">The collection's type or member, for messages.</param>
/// <param name="Site">The place in the analysed member where the order came in.</param>
/// <param name="Rest">Where it came in further down: the trace from a member that was called.</param>
/// <param name="Root">Set where it depends on the caller: the order is that of what this parameter was given.</param>
internal sealed record Taint(ISymbol Api, SyntaxNode Site, Trace? Rest, ISymbol? Root);
