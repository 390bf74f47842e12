using System.Runtime.CompilerServices;
using Microsoft.CodeAnalysis;

namespace Scuttlegen.Analyzers.Effects;

/// <summary>The full names of symbols, each spelled out once: the analysis asks for the same few a million times.</summary>
internal static class FullNames
{
    private static readonly ConditionalWeakTable<ISymbol, string> Known = new();

    public static string FullName(this ISymbol symbol) => Known.GetValue(symbol, static key => key.ToDisplayString());
}
