using System.Diagnostics;
using System.Diagnostics.CodeAnalysis;
using Scuttlegen.Wire;

namespace Scuttlegen.Crdt;

/// <summary>
/// A counter that grows and shrinks. Each source counts its increments and its decrements on its own; the value is the sum of all increments less that of all decrements, so whatever is counted concurrently counts.
/// </summary>
/// <remarks>
/// <para><b>Semantics:</b> two <see cref="GCounter"/>s. Nothing keeps the value above a bound; <see cref="BoundedCounter"/> does.</para>
/// <para><b>Merge:</b> that of both counters: per source and direction the greater count. There are no ties: a source's counts are chains.</para>
/// <para><b>Deltas</b> are counters that hold the changed source's changed count alone.</para>
/// <para>
/// <b>Only a source itself may raise its counts,</b> on a value that holds all it counted before: its own replica, or a reducer, where the source is <see cref="ReplayContext.Source"/>.
/// Two writers that share a source lose counts.
/// </para>
/// <para><b>Complexity,</b> for s sources: increment, decrement and look-up O(log s), the value O(1), merge O(m log(s/m + 1)) with m sources on the smaller side.</para>
/// <para>Shapiro et al. 2011 (PN-Counter); the deltas are those of Almeida, Shoker and Baquero 2018.</para>
/// </remarks>
[DebuggerDisplay("{DebuggerDisplay,nq}")]
public sealed partial class PNCounter : IDeltaCrdt<PNCounter, PNCounter>, ICborCodec<PNCounter>
{
    private const int ItemsPerSource = 3;

    private PNCounter(GCounter increments, GCounter decrements) => (Increments, Decrements) = (increments, decrements);

    /// <summary>The counter that nobody has counted on: zero.</summary>
    public static PNCounter Empty { get; } = new(GCounter.Empty, GCounter.Empty);

    /// <summary>What was counted up, per source.</summary>
    public GCounter Increments { get; }

    /// <summary>What was counted down, per source.</summary>
    public GCounter Decrements { get; }

    /// <summary>What all sources counted up, less what they counted down. It cannot overflow: fewer than 2³² sources count below 2⁶⁴ each way.</summary>
    public Int128 Value => (Int128)Increments.Value - (Int128)Decrements.Value;

    private string DebuggerDisplay => $"{Value} = {Increments.Value} − {Decrements.Value}";

    /// <summary>Counts up.</summary>
    /// <param name="source">Who counts: yourself, or in a reducer <see cref="ReplayContext.Source"/>.</param>
    /// <param name="by">By how much. Zero changes nothing.</param>
    /// <exception cref="CounterOverflowException">What the source counted up would exceed <see cref="ulong.MaxValue"/>.</exception>
    public Mutation<PNCounter, PNCounter> Increment(Source source, ulong by = 1)
    {
        var (increments, delta) = Increments.Increment(source, by);
        return new(With(increments, Decrements), Of(delta, GCounter.Empty));
    }

    /// <summary>Counts down.</summary>
    /// <param name="source">Who counts: yourself, or in a reducer <see cref="ReplayContext.Source"/>.</param>
    /// <param name="by">By how much. Zero changes nothing.</param>
    /// <exception cref="CounterOverflowException">What the source counted down would exceed <see cref="ulong.MaxValue"/>.</exception>
    public Mutation<PNCounter, PNCounter> Decrement(Source source, ulong by = 1)
    {
        var (decrements, delta) = Decrements.Increment(source, by);
        return new(With(Increments, decrements), Of(GCounter.Empty, delta));
    }

    /// <summary>Counts up or, where <paramref name="by"/> is negative, down.</summary>
    /// <param name="source">Who counts: yourself, or in a reducer <see cref="ReplayContext.Source"/>.</param>
    /// <param name="by">By how much. Zero changes nothing.</param>
    /// <exception cref="CounterOverflowException">What the source counted in that direction would exceed <see cref="ulong.MaxValue"/>.</exception>
    public Mutation<PNCounter, PNCounter> Add(Source source, long by) =>
        by >= 0 ? Increment(source, (ulong)by) : Decrement(source, unchecked((ulong)-by));

    /// <inheritdoc/>
    public PNCounter Merge(PNCounter other)
    {
        ArgumentNullException.ThrowIfNull(other);
        return With(Increments.Merge(other.Increments), Decrements.Merge(other.Decrements));
    }

    /// <inheritdoc/>
    public PNCounter MergeDelta(PNCounter delta)
    {
        ArgumentNullException.ThrowIfNull(delta);
        return Merge(delta);
    }

    /// <inheritdoc/>
    public bool IsSubsumedBy(PNCounter other)
    {
        ArgumentNullException.ThrowIfNull(other);
        return Increments.IsSubsumedBy(other.Increments) && Decrements.IsSubsumedBy(other.Decrements);
    }

    /// <summary>Whether every source has the same counts in both.</summary>
    /// <remarks>Counters of equal values can differ in how they came about. To compare the values alone, compare <see cref="Value"/>.</remarks>
    public bool Equals([NotNullWhen(true)] PNCounter? other) =>
        other is not null && Increments.Equals(other.Increments) && Decrements.Equals(other.Decrements);

    /// <inheritdoc/>
    public override bool Equals([NotNullWhen(true)] object? obj) => Equals(obj as PNCounter);

    /// <inheritdoc/>
    public override int GetHashCode() => HashCode.Combine(Increments, Decrements);

    /// <inheritdoc/>
    public static int GetMaxSize(PNCounter value)
    {
        ArgumentNullException.ThrowIfNull(value);
        return checked(5 + ((CborSize.Source + 9 + 9) * (value.Increments.SourceCount + value.Decrements.SourceCount)));
    }

    /// <summary>Writes <c>[(source, counted up, counted down)*]</c>, sources ascending.</summary>
    /// <inheritdoc/>
    public static void Write(ref CborWriter writer, PNCounter value)
    {
        ArgumentNullException.ThrowIfNull(value);
        var sources = value.BySource();
        writer.WriteArrayHeader(checked(ItemsPerSource * sources.Count));
        foreach (var entry in sources)
        {
            writer.WriteSource(entry.Source);
            writer.WriteUInt64(entry.Up);
            writer.WriteUInt64(entry.Down);
        }
    }

    /// <inheritdoc/>
    public static PNCounter Read(ref CborReader reader)
    {
        var count = reader.ReadGroupsHeader(ItemsPerSource);
        List<(Source Key, ulong Value)> increments = [], decrements = [];
        Source? previous = null;
        for (var index = 0; index < count; index++)
        {
            var start = reader.Position;
            var source = reader.ReadSource();
            if (previous >= source) Refuse.OutOfOrder(start, "A counter's sources");
            previous = source;
            var (up, down) = (reader.ReadUInt64(), reader.ReadUInt64());
            if (up == 0 && down == 0) Refuse.NotCanonical(start, "A source that counted nothing is left out");
            if (up > 0) increments.Add((source, up));
            if (down > 0) decrements.Add((source, down));
        }

        return Of(GCounter.FromSorted(increments), GCounter.FromSorted(decrements));
    }

    /// <summary>Whether every source has the same counts in both.</summary>
    public static bool operator ==(PNCounter? left, PNCounter? right) => left is null ? right is null : left.Equals(right);

    /// <summary>Whether any source has different counts in them.</summary>
    public static bool operator !=(PNCounter? left, PNCounter? right) => !(left == right);

    /// <summary>The counts that exceed those in <paramref name="other"/>.</summary>
    internal PNCounter Exceeding(PNCounter other) => Of(Increments.Exceeding(other.Increments), Decrements.Exceeding(other.Decrements));

    internal static PNCounter Of(GCounter increments, GCounter decrements) => Empty.With(increments, decrements);

    /// <summary>Who counted, ascending, and how much in either direction.</summary>
    private List<(Source Source, ulong Up, ulong Down)> BySource()
    {
        var sources = new List<(Source Source, ulong Up, ulong Down)>(Math.Max(Increments.SourceCount, Decrements.SourceCount));
        var (up, down) = (Increments.BySource.GetEnumerator(), Decrements.BySource.GetEnumerator());
        var (isUp, isDown) = (up.MoveNext(), down.MoveNext());
        while (isUp || isDown)
        {
            var order = !isDown ? -1 : !isUp ? 1 : up.Current.Key.CompareTo(down.Current.Key);
            sources.Add(order <= 0 ? (up.Current.Key, up.Current.Value, order == 0 ? down.Current.Value : 0) : (down.Current.Key, 0, down.Current.Value));
            if (order <= 0) isUp = up.MoveNext();
            if (order >= 0) isDown = down.MoveNext();
        }

        return sources;
    }

    private PNCounter With(GCounter increments, GCounter decrements) =>
        ReferenceEquals(increments, Increments) && ReferenceEquals(decrements, Decrements) ? this : new PNCounter(increments, decrements);
}
