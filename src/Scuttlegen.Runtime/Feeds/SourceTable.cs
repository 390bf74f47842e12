namespace Scuttlegen;

/// <summary>Numbers the sources that this peer has met, so that log entries refer to them by a small index. Append-only.</summary>
internal sealed class SourceTable
{
    private readonly Dictionary<Source, int> _indices = [];

    // Replaced when it grows, never cleared: readers of old history views index it without a lock.
    private volatile Source[] _sources = new Source[4];
    private int _count;

    public int Count => _count;

    public Source this[int index] => _sources[index];

    public int GetOrAdd(Source source)
    {
        if (_indices.TryGetValue(source, out var index)) return index;
        if (_count == _sources.Length)
        {
            var grown = new Source[2 * _count];
            _sources.CopyTo(grown, 0);
            _sources = grown;
        }

        _sources[_count] = source;
        _indices.Add(source, _count);
        return _count++;
    }

    public bool TryGetIndex(Source source, out int index) => _indices.TryGetValue(source, out index);
}
