using Scuttlegen.Runtime;

namespace Scuttlegen;

/// <summary>All feeds' updates, merged in stamp order, in chunks: a late update moves at most a chunk, never the whole log.</summary>
internal sealed class UpdateLog(StampOrder order)
{
    private const int FirstChunkCapacity = 16;

    private List<LogChunk> _chunks = [];

    public int Count { get; private set; }

    public IReadOnlyList<LogChunk> Chunks => _chunks;

    public ref readonly LogEntry Last => ref _chunks[^1].Last;

    /// <summary>Whether <paramref name="entry"/> belongs after all others.</summary>
    public bool IsInOrder(in LogEntry entry) => Count == 0 || order.Compare(in Last, in entry) < 0;

    /// <summary>Appends an entry that <see cref="IsInOrder"/>.</summary>
    public void Append(in LogEntry entry)
    {
        if (_chunks.Count == 0) _chunks.Add(new LogChunk(FirstChunkCapacity));
        else if (_chunks[^1].IsFull) _chunks.Add(new LogChunk(LogChunk.Capacity));
        _chunks[^1].Add(in entry);
        Count++;
    }

    /// <summary>Merges entries in stamp order, none of which the log holds.</summary>
    /// <returns>The index of the first of them.</returns>
    public int Merge(ReadOnlySpan<LogEntry> incoming)
    {
        var (firstChunk, before) = FindChunk(in incoming[0]);
        var position = -1;
        var merged = new List<LogChunk>(_chunks.Count + (incoming.Length / LogChunk.Capacity) + 2);
        for (var c = 0; c < firstChunk; c++) merged.Add(_chunks[c]);

        for (var c = firstChunk; c < _chunks.Count; c++)
        {
            var chunk = _chunks[c];
            var taken = CountUpTo(incoming, in chunk.Last);
            if (taken == 0)
            {
                merged.Add(chunk);
                continue;
            }

            var both = MergeSorted(chunk.Span, incoming[..taken], out var firstTaken);
            if (position < 0) position = before + firstTaken;
            AddChunks(merged, both);
            incoming = incoming[taken..];
        }

        Count = 0;
        foreach (var chunk in merged) Count += chunk.Count;
        _chunks = merged;
        foreach (ref readonly var entry in incoming)
        {
            if (position < 0) position = Count;
            Append(in entry);
        }

        return position;
    }

    /// <summary>Removes every entry that <paramref name="match"/> accepts.</summary>
    /// <returns>The index of the first that was removed, or -1.</returns>
    public int Remove(Predicate<LogEntry> match)
    {
        var position = -1;
        var kept = new List<LogChunk>(_chunks.Count);
        var count = 0;
        foreach (var chunk in _chunks)
        {
            var first = Array.FindIndex(chunk.Entries, 0, chunk.Count, match);
            if (first < 0)
            {
                kept.Add(chunk);
                count += chunk.Count;
                continue;
            }

            if (position < 0) position = count + first;

            // Each entry is asked about once: whoever asks may be counting.
            LogEntry[] rest = [.. chunk.Entries.AsSpan(0, first), .. Array.FindAll(chunk.Entries[(first + 1)..chunk.Count], entry => !match(entry))];
            count += rest.Length;
            if (rest.Length > 0) kept.Add(new LogChunk(rest));
        }

        _chunks = kept;
        Count = count;
        return position;
    }

    /// <summary>The log as it stands now.</summary>
    public LogView View() => new(order, [.. _chunks.Select(chunk => new ReadOnlyMemory<LogEntry>(chunk.Entries, 0, chunk.Count))], Count);

    /// <summary>The first chunk that ends at or after <paramref name="entry"/>, and how many entries stand before it.</summary>
    private (int Chunk, int Before) FindChunk(in LogEntry entry)
    {
        // Late updates are mostly a little late: the end is where to look first.
        var chunk = _chunks.Count;
        var before = Count;
        while (chunk > 0 && order.Compare(in _chunks[chunk - 1].Last, in entry) > 0) before -= _chunks[--chunk].Count;
        return (chunk, before);
    }

    private int CountUpTo(ReadOnlySpan<LogEntry> sorted, in LogEntry last)
    {
        var (low, high) = (0, sorted.Length);
        while (low < high)
        {
            var middle = (low + high) >> 1;
            if (order.Compare(in sorted[middle], in last) < 0) low = middle + 1;
            else high = middle;
        }

        return low;
    }

    private LogEntry[] MergeSorted(ReadOnlySpan<LogEntry> held, ReadOnlySpan<LogEntry> incoming, out int firstIncoming)
    {
        var merged = new LogEntry[held.Length + incoming.Length];
        var (h, i) = (0, 0);
        firstIncoming = -1;
        for (var m = 0; m < merged.Length; m++)
        {
            if (i == incoming.Length || (h < held.Length && order.Compare(in held[h], in incoming[i]) < 0))
            {
                merged[m] = held[h++];
            }
            else
            {
                if (firstIncoming < 0) firstIncoming = m;
                merged[m] = incoming[i++];
            }
        }

        return merged;
    }

    private static void AddChunks(List<LogChunk> chunks, LogEntry[] entries)
    {
        // Split evenly, so that the next late update finds room.
        var parts = (entries.Length + LogChunk.Capacity - 1) / LogChunk.Capacity;
        if (parts == 1)
        {
            chunks.Add(new LogChunk(entries));
            return;
        }

        for (var part = 0; part < parts; part++)
        {
            var from = (int)((long)entries.Length * part / parts);
            var to = (int)((long)entries.Length * (part + 1) / parts);
            chunks.Add(new LogChunk(entries[from..to]));
        }
    }
}
