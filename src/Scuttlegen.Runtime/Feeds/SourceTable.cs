using Scuttlegen.Runtime;

namespace Scuttlegen;

/// <summary>Numbers the sources that this peer has met, so that log entries refer to them by a small index. Append-only.</summary>
/// <param name="capacity">How many there can be.</param>
/// <param name="limit">How many there should be: what was stored before is counted, and not kept out.</param>
internal sealed class SourceTable(int capacity = LogEntry.MaxSources, int limit = LogEntry.MaxSources)
{
    private readonly Dictionary<Source, int> _indices = [];

    // Replaced when it grows, never cleared: readers of old history views index it without a lock.
    private volatile Source[] _sources = new Source[4];
    private int _count;

    public int Count => _count;

    public Source this[int index] => _sources[index];

    /// <summary>Whether another peer's source can be added. The last place is for a new incarnation of one's own.</summary>
    public bool HasRoom => _count < Math.Min(capacity - 1, limit);

    /// <exception cref="OverflowException">There is no room for another source.</exception>
    public int GetOrAdd(Source source)
    {
        if (_indices.TryGetValue(source, out var index)) return index;
        if (_count == capacity) throw new OverflowException($"This peer has met {capacity} sources, as many as its history can tell apart.");
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
