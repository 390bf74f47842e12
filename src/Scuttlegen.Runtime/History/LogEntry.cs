using System.ComponentModel;

namespace Scuttlegen.Runtime;

/// <summary>One update in the history, decoded. Read by generated replay loops.</summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public readonly struct LogEntry
{
    /// <summary>The kind of an update that is a no-op here: void, or of a kind that this store does not know.</summary>
    public const int NoKind = ushort.MaxValue;

    /// <summary>One more than the largest index of a source.</summary>
    internal const int MaxSources = 1 << SourceBits;

    private const int KindBits = 16;
    private const int SourceBits = 24;

    // 48 bits of milliseconds since 1970 reach the year 10889; DateTimeOffset ends before.
    private readonly ulong _wallClockAndKind;

    private readonly ulong _sequenceAndSource;

    internal LogEntry(object? action, int kind, ulong time, ulong sequence, long wallClock, int source)
    {
        Action = action;
        Time = time;
        _sequenceAndSource = (sequence << SourceBits) | (uint)source;
        _wallClockAndKind = ((ulong)wallClock << KindBits) | (ushort)kind;
    }

    /// <summary>The action, an instance of the kind's type (boxed once if that is a struct); <see langword="null"/> if the update is a no-op here.</summary>
    public object? Action { get; }

    /// <summary>The index of the action's kind in <see cref="ReplayTable{TState}.Kinds"/>, or <see cref="NoKind"/>.</summary>
    public int Kind => (ushort)_wallClockAndKind;

    /// <summary>The logical time.</summary>
    internal ulong Time { get; }

    /// <summary>The place in its feed, from 1; 0 for a local action, which is in no feed.</summary>
    internal ulong Sequence => _sequenceAndSource >> SourceBits;

    /// <summary>The wall-clock time at the origin, in milliseconds since the Unix epoch. Untrusted.</summary>
    internal long WallClock => (long)(_wallClockAndKind >> KindBits);

    /// <summary>The feed's index in this peer's <see cref="SourceTable"/>.</summary>
    internal int Source => (int)_sequenceAndSource & (MaxSources - 1);
}
