namespace Scuttlegen.Crdt.Collections;

/// <summary>Gathers what becomes of a leaf, and whether that is what it was.</summary>
internal struct Gathering<TKey, TValue>((TKey Key, TValue Value)[] leaf, int capacity)
{
    private readonly (TKey Key, TValue Value)[] _pairs = new (TKey Key, TValue Value)[capacity];
    private bool _isChanged;

    public int Count { get; private set; }

    /// <summary>Whether that is every pair of the leaf and no other.</summary>
    public readonly bool IsSame => !_isChanged && Count == leaf.Length;

    public readonly ReadOnlySpan<(TKey Key, TValue Value)> Pairs => _pairs.AsSpan(0, Count);

    /// <summary>The pairs in an array that nobody else has, if nothing is gathered afterwards.</summary>
    public readonly (TKey Key, TValue Value)[] ToArray() => Count == _pairs.Length ? _pairs : _pairs[..Count];

    /// <summary>Takes a pair of the leaf, with a value that may be a new one.</summary>
    public void Keep((TKey Key, TValue Value) pair, TValue value)
    {
        var isSame = Instances.AreSame(value, pair.Value);
        _isChanged |= !isSame;
        _pairs[Count++] = isSame ? pair : (pair.Key, value);
    }

    /// <summary>Takes a pair that the leaf does not have.</summary>
    public void Add(TKey key, TValue value)
    {
        _isChanged = true;
        _pairs[Count++] = (key, value);
    }
}
