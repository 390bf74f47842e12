using Microsoft.CodeAnalysis;

namespace Scuttlegen.Analyzers.Commutation;

/// <summary>What variables hold on one path through a body.</summary>
internal sealed class Scope(Scope? outer = null)
{
    private readonly Dictionary<ISymbol, Value> _values = new(SymbolEqualityComparer.Default);
    private readonly HashSet<string> _knownKeys = new(StringComparer.Ordinal);

    public Value? This { get; set; } = outer?.This;

    /// <summary>The object that an initializer is about, or the operand of <c>?.</c>.</summary>
    public Value? Receiver { get; set; } = outer?.Receiver;

    public Func<Scope, Value>? OnBreak { get; set; }

    public Func<Scope, Value>? OnContinue { get; set; }

    public IEnumerable<ISymbol> Symbols => _values.Keys;

    public Value? this[ISymbol symbol]
    {
        get => _values.TryGetValue(symbol, out var value) ? value : outer?[symbol];
        set
        {
            if (value is null)
                return;
            // What a lambda captured, it changes for everybody.
            if (outer?[symbol] is not null && !_values.ContainsKey(symbol))
                outer[symbol] = value;
            else
                _values[symbol] = value;
        }
    }

    /// <summary>Notes that the dictionary at a place has a key.</summary>
    public void Know(string key) => _knownKeys.Add(key);

    public bool Knows(string key) => _knownKeys.Contains(key) || outer?.Knows(key) == true;

    public Scope Clone()
    {
        var clone = new Scope(outer) { This = This, Receiver = Receiver, OnBreak = OnBreak, OnContinue = OnContinue };
        foreach (var pair in _values)
            clone._values.Add(pair.Key, pair.Value);
        clone._knownKeys.UnionWith(_knownKeys);
        return clone;
    }
}
