using Scuttlegen.Runtime;

namespace Scuttlegen;

/// <summary>
/// A stretch of the log. Entries are only ever written beyond <see cref="Count"/>, so a view that remembers the count may go on
/// reading while the log grows; whatever changes the order makes new chunks.
/// </summary>
internal sealed class LogChunk
{
    /// <summary>16 KiB of entries: small enough to copy for one late update, large enough that a million need a list of two thousand. Late updates may make twice of it.</summary>
    public const int Capacity = 512;

    public LogChunk(int capacity) => Entries = new LogEntry[capacity];

    public LogChunk(LogEntry[] entries, ulong writes)
    {
        Entries = entries;
        Count = entries.Length;
        Writes = writes;
    }

    public LogEntry[] Entries { get; private set; }

    public int Count { get; private set; }

    /// <summary>The slices that any of the entries writes: a fold of others need not look inside.</summary>
    public ulong Writes { get; private set; }

    public ReadOnlySpan<LogEntry> Span => Entries.AsSpan(0, Count);

    public ref readonly LogEntry Last => ref Entries[Count - 1];

    public bool IsFull => Count >= Capacity;

    public void Add(in LogEntry entry, ulong writes)
    {
        Writes |= writes;
        if (Count == Entries.Length)
        {
            var grown = new LogEntry[Math.Min(Capacity, 2 * Count)];
            Entries.CopyTo(grown, 0);
            Entries = grown;
        }

        Entries[Count++] = entry;
    }
}
