using System.Collections.Immutable;
using Scuttlegen.Runtime;

namespace Scuttlegen;

/// <summary>The log as it stood at one moment; the log itself goes on.</summary>
internal sealed class LogView
{
    private readonly StampOrder _order;

    // Where each stretch starts, and where the last one ends.
    private readonly int[] _starts;

    public LogView(StampOrder order, ImmutableArray<ReadOnlyMemory<LogEntry>> stretches)
    {
        _order = order;
        Stretches = stretches;
        _starts = new int[stretches.Length + 1];
        for (var i = 0; i < stretches.Length; i++) _starts[i + 1] = _starts[i] + stretches[i].Length;
    }

    public int Count => _starts[^1];

    public ImmutableArray<ReadOnlyMemory<LogEntry>> Stretches { get; }

    /// <summary>The entries from <paramref name="position"/> on, at most up to <paramref name="end"/>: at least one, and as many as lie together.</summary>
    public ReadOnlySpan<LogEntry> From(int position, int end)
    {
        var stretch = Array.BinarySearch(_starts, position);
        if (stretch < 0) stretch = ~stretch - 1;
        var start = _starts[stretch];
        return Stretches[stretch].Span[(position - start)..Math.Min(end - start, Stretches[stretch].Length)];
    }

    /// <summary>How many entries stand at or before <paramref name="stamp"/>.</summary>
    public int CountUpTo(Stamp stamp)
    {
        var (low, high) = (0, Stretches.Length);
        while (low < high)
        {
            var middle = (low + high) >> 1;
            if (_order.Compare(in Stretches[middle].Span[^1], stamp) <= 0) low = middle + 1;
            else high = middle;
        }

        if (low == Stretches.Length) return Count;
        var entries = Stretches[low].Span;
        var (first, last) = (0, entries.Length);
        while (first < last)
        {
            var middle = (first + last) >> 1;
            if (_order.Compare(in entries[middle], stamp) <= 0) first = middle + 1;
            else last = middle;
        }

        return _starts[low] + first;
    }
}
