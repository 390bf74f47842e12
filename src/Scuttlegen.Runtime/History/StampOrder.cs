using Scuttlegen.Runtime;

namespace Scuttlegen;

/// <summary>The total order of log entries: logical time, then source.</summary>
internal sealed class StampOrder(SourceTable sources) : IComparer<LogEntry>
{
    public int Compare(LogEntry x, LogEntry y) => Compare(in x, in y);

    public int Compare(in LogEntry x, in LogEntry y)
    {
        if (x.Time != y.Time) return x.Time < y.Time ? -1 : 1;
        return x.Source == y.Source ? 0 : sources[x.Source].CompareTo(sources[y.Source]);
    }

    public int Compare(in LogEntry entry, Stamp stamp)
    {
        if (entry.Time != stamp.Time) return entry.Time < stamp.Time ? -1 : 1;
        return sources[entry.Source].CompareTo(stamp.Source);
    }
}
