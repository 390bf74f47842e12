namespace Scuttlegen.Analyzers.Flow;

/// <summary>
/// A dictionary that copies share until one of them is written to: of what is known before a branch, most is still known behind it, and nothing was written in between. For one
/// thread at a time.
/// </summary>
internal sealed class CopyOnWrite<TKey, TValue>
    where TKey : notnull
{
    private Dictionary<TKey, TValue> _items;
    private bool _isShared;

    private CopyOnWrite(Dictionary<TKey, TValue> items)
    {
        _items = items;
        _isShared = true;
    }

    /// <summary>An empty one, with the comparer of <paramref name="empty"/>, which is never written to.</summary>
    public static CopyOnWrite<TKey, TValue> Of(Dictionary<TKey, TValue> empty) => new(empty);

    /// <summary>To be read only; what is written later is not seen in it.</summary>
    public Dictionary<TKey, TValue> Items => _items;

    /// <summary>To be written to.</summary>
    public Dictionary<TKey, TValue> Own()
    {
        if (_isShared)
        {
            _items = new Dictionary<TKey, TValue>(_items, _items.Comparer);
            _isShared = false;
        }

        return _items;
    }

    public CopyOnWrite<TKey, TValue> Copy()
    {
        _isShared = true;
        return new CopyOnWrite<TKey, TValue>(_items);
    }
}
