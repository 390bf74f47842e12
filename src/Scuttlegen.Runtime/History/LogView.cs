using System.Collections.Immutable;
using Scuttlegen.Runtime;

namespace Scuttlegen;

/// <summary>The log as it stood at one moment; the log itself goes on.</summary>
internal sealed class LogView(StampOrder order, ImmutableArray<ReadOnlyMemory<LogEntry>> stretches, int count)
{
    public int Count => count;

    public ImmutableArray<ReadOnlyMemory<LogEntry>> Stretches => stretches;

    /// <summary>How many entries stand at or before <paramref name="stamp"/>.</summary>
    public int CountUpTo(Stamp stamp)
    {
        var before = 0;
        foreach (var stretch in stretches)
        {
            var entries = stretch.Span;
            if (order.Compare(in entries[^1], stamp) <= 0)
            {
                before += entries.Length;
                continue;
            }

            var (low, high) = (0, entries.Length);
            while (low < high)
            {
                var middle = (low + high) >> 1;
                if (order.Compare(in entries[middle], stamp) <= 0) low = middle + 1;
                else high = middle;
            }

            return before + low;
        }

        return before;
    }
}
