using Microsoft.CodeAnalysis;

namespace Scuttlegen.Analyzers.Flow;

/// <summary>A symbol as part of a key.</summary>
internal readonly record struct Sym(ISymbol Symbol)
{
    public bool Equals(Sym other) => SymbolEqualityComparer.Default.Equals(Symbol, other.Symbol);

    public override int GetHashCode() => SymbolEqualityComparer.Default.GetHashCode(Symbol);
}
