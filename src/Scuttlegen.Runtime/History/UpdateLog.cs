using Scuttlegen.Runtime;

namespace Scuttlegen;

/// <summary>All feeds' updates, merged in stamp order, in chunks: a late update moves at most a chunk, never the whole log.</summary>
internal sealed class UpdateLog(StampOrder order, Dependencies dependencies)
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
        _chunks[^1].Add(in entry, dependencies.WritesOf(entry.Kind));
        Count++;
    }

    /// <summary>Merges entries in stamp order, none of which the log holds.</summary>
    /// <param name="incoming">The entries.</param>
    /// <param name="positions">As many numbers: filled with the index that each entry has in the log afterwards.</param>
    public void Merge(ReadOnlySpan<LogEntry> incoming, Span<int> positions)
    {
        var (firstChunk, before) = FindChunk(in incoming[0]);
        var merged = new List<LogChunk>(_chunks.Count + (incoming.Length / LogChunk.Capacity) + 2);
        for (var c = 0; c < firstChunk; c++) merged.Add(_chunks[c]);

        for (var c = firstChunk; c < _chunks.Count; c++)
        {
            var chunk = _chunks[c];
            var taken = CountUpTo(incoming, in chunk.Last);
            if (taken == 0)
            {
                merged.Add(chunk);
                before += chunk.Count;
                continue;
            }

            var both = MergeSorted(chunk.Span, incoming[..taken], before, positions);
            AddChunks(merged, both);
            before += both.Length;
            incoming = incoming[taken..];
            positions = positions[taken..];
        }

        _chunks = merged;
        Count = before;
        for (var i = 0; i < incoming.Length; i++)
        {
            positions[i] = Count;
            Append(in incoming[i]);
        }
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
            if (rest.Length > 0) kept.Add(ToChunk(rest));
        }

        _chunks = kept;
        Count = count;
        return position;
    }

    /// <summary>The log as it stands now.</summary>
    public LogView View() => new(order, [.. _chunks.Select(chunk => new ReadOnlyMemory<LogEntry>(chunk.Entries, 0, chunk.Count))]);

    /// <summary>The first chunk that ends at or after <paramref name="entry"/>, and how many entries stand before it.</summary>
    private (int Chunk, int Before) FindChunk(in LogEntry entry)
    {
        // Late updates are mostly a little late: the end is where to look first, in doubling steps.
        var (low, high) = (0, _chunks.Count);
        for (var step = 1; step <= _chunks.Count; step *= 2)
        {
            if (order.Compare(in _chunks[^step].Last, in entry) > 0) continue;
            low = _chunks.Count - step + 1;
            break;
        }

        while (low < high)
        {
            var middle = (low + high) >> 1;
            if (order.Compare(in _chunks[middle].Last, in entry) <= 0) low = middle + 1;
            else high = middle;
        }

        var (chunk, before) = (low, 0);
        for (var c = 0; c < chunk; c++) before += _chunks[c].Count;
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

    private LogEntry[] MergeSorted(ReadOnlySpan<LogEntry> held, ReadOnlySpan<LogEntry> incoming, int before, Span<int> positions)
    {
        var merged = new LogEntry[held.Length + incoming.Length];
        var rest = merged.AsSpan();
        for (var i = 0; i < incoming.Length; i++)
        {
            var earlier = CountBefore(held, in incoming[i]);
            held[..earlier].CopyTo(rest);
            held = held[earlier..];
            positions[i] = before + (merged.Length - rest.Length) + earlier;
            rest[earlier] = incoming[i];
            rest = rest[(earlier + 1)..];
        }

        held.CopyTo(rest);
        return merged;
    }

    /// <summary>How many of the <paramref name="held"/> come before <paramref name="entry"/>: found by doubling steps, for the answer is mostly near the start.</summary>
    private int CountBefore(ReadOnlySpan<LogEntry> held, in LogEntry entry)
    {
        var high = 1;
        while (high <= held.Length && order.Compare(in held[high - 1], in entry) < 0) high *= 2;
        var low = high / 2;
        high = Math.Min(high - 1, held.Length);
        while (low < high)
        {
            var middle = (low + high) >> 1;
            if (order.Compare(in held[middle], in entry) < 0) low = middle + 1;
            else high = middle;
        }

        return low;
    }

    private LogChunk ToChunk(LogEntry[] entries)
    {
        var writes = 0UL;
        foreach (ref readonly var entry in entries.AsSpan()) writes |= dependencies.WritesOf(entry.Kind);
        return new LogChunk(entries, writes);
    }

    private void AddChunks(List<LogChunk> chunks, LogEntry[] entries)
    {
        // Up to twice the capacity a chunk stays whole: most late updates then cost one copy.
        if (entries.Length <= 2 * LogChunk.Capacity)
        {
            chunks.Add(ToChunk(entries));
            return;
        }

        // Split evenly, so that the next late updates find room.
        var parts = (entries.Length + LogChunk.Capacity - 1) / LogChunk.Capacity;
        for (var part = 0; part < parts; part++)
        {
            var from = (int)((long)entries.Length * part / parts);
            var to = (int)((long)entries.Length * (part + 1) / parts);
            chunks.Add(ToChunk(entries[from..to]));
        }
    }
}
