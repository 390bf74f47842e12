namespace Scuttlegen.Crdt;

/// <summary>
/// A Lamport clock for a replica outside of a store: it gives the stamps of its writes, and says which stamps of others lie too far ahead. Immutable. Inside a store the reducer's context has the stamp, and
/// <see cref="StoreOptions.MaxClockLead"/> is the bound.
/// </summary>
/// <remarks>
/// <para>
/// Of writes of one register the greatest stamp wins, so a write from the far future, by a broken clock or in bad faith, would win for good: at the end of logical time nobody can write a later one. No merge can refuse it, for then the result would depend on
/// what was merged before. So the bound stands before the merge: ask <see cref="Admits"/> of what arrives, keep what is not admitted, and offer it again when the clock has advanced. A replica so merges later, and never something else: all end up with the same.
/// </para>
/// <para>
/// One write that is admitted advances the clock by <see cref="MaxLead"/> at most. By default it takes 2³² of them to reach the end of logical time.
/// </para>
/// <para>L. Lamport, "Time, Clocks, and the Ordering of Events in a Distributed System", 1978.</para>
/// </remarks>
public readonly record struct LogicalClock
{
    /// <summary>The bound where none is given, 2³²: that of a store.</summary>
    public const ulong DefaultMaxLead = 1UL << 32;

    // 0 where it is the default, so that clocks which say the same are equal.
    private readonly ulong _maxLead;

    /// <summary>Creates a clock; <c>default</c> is one at 0 with the default bound.</summary>
    /// <param name="time">The greatest logical time so far, kept beside the values that it stamped.</param>
    /// <param name="maxLead">How far ahead of it a stamp may lie; at least 1.</param>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="maxLead"/> is 0.</exception>
    public LogicalClock(ulong time, ulong maxLead = DefaultMaxLead)
    {
        ArgumentOutOfRangeException.ThrowIfZero(maxLead);
        (Time, _maxLead) = (time, maxLead == DefaultMaxLead ? 0 : maxLead);
    }

    /// <summary>The greatest logical time that was given or witnessed.</summary>
    public ulong Time { get; }

    /// <summary>How far ahead of <see cref="Time"/> a stamp may lie.</summary>
    public ulong MaxLead => _maxLead == 0 ? DefaultMaxLead : _maxLead;

    /// <summary>The clock for the next write: one later.</summary>
    /// <exception cref="OverflowException">The clock is at the end of logical time.</exception>
    public LogicalClock Tick() => new(checked(Time + 1), MaxLead);

    /// <summary>The stamp of a write at this time.</summary>
    /// <param name="source">The writer's own source.</param>
    public Stamp By(Source source) => new(Time, source);

    /// <summary>Whether a stamp is at most <see cref="MaxLead"/> ahead, so that what it stamps may be merged now.</summary>
    public bool Admits(Stamp stamp) => stamp.Time <= Time || stamp.Time - Time <= MaxLead;

    /// <summary>The clock after a write of another was merged: not behind it.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The stamp is not admitted: what it stamps must wait.</exception>
    public LogicalClock Witness(Stamp stamp)
    {
        if (!Admits(stamp)) throw new ArgumentOutOfRangeException(nameof(stamp), $"Logical time {stamp.Time} is more than {MaxLead} ahead of {Time}: what it stamps must wait.");
        return stamp.Time <= Time ? this : new(stamp.Time, MaxLead);
    }
}
