using System.Diagnostics;
using System.Diagnostics.CodeAnalysis;
using System.Runtime.InteropServices;
using Scuttlegen.Crdt.Collections;
using Scuttlegen.Wire;
using Counts = Scuttlegen.Crdt.Collections.SortedMap<Scuttlegen.Source, ulong, Scuttlegen.Crdt.Collections.NaturalOrder<Scuttlegen.Source>>;

namespace Scuttlegen.Crdt;

/// <summary>
/// A counter that only grows. Each source counts on its own; the value is the sum, so concurrent increments all count.
/// </summary>
/// <remarks>
/// <para><b>Merge:</b> per source the greater count. There are no ties: a source's counts are a chain.</para>
/// <para><b>Deltas</b> are counters that hold the changed source's count alone.</para>
/// <para>
/// <b>Only a source itself may raise its count,</b> on a value that holds all it counted before: its own replica, or a reducer, where the source is <see cref="ReplayContext.Source"/>.
/// Two writers that share a source lose counts.
/// </para>
/// <para><b>Complexity,</b> for s sources: increment and look-up O(log s), the value O(1), merge O(m log(s/m + 1)) with m sources on the smaller side.</para>
/// <para>Shapiro et al. 2011 (G-Counter); the deltas are those of Almeida, Shoker and Baquero 2018.</para>
/// </remarks>
[DebuggerDisplay("{DebuggerDisplay,nq}")]
public sealed partial class GCounter : IDeltaCrdt<GCounter, GCounter>, ICborCodec<GCounter>
{
    private readonly Counts _counts;

    private GCounter(Counts counts, UInt128 value) => (_counts, Value) = (counts, value);

    /// <summary>The counter that nobody has counted on: zero.</summary>
    public static GCounter Empty { get; } = new(default, 0);

    /// <summary>What all sources counted together. It cannot overflow: fewer than 2⁶⁴ sources count below 2⁶⁴ each.</summary>
    public UInt128 Value { get; }

    /// <summary>How many sources have counted.</summary>
    public int SourceCount => _counts.Count;

    internal SortedMap<Source, ulong, NaturalOrder<Source>> BySource => _counts;

    private string DebuggerDisplay => $"{Value} by {SourceCount} sources";

    /// <summary>What <paramref name="source"/> has counted; zero if nothing.</summary>
    public ulong CountOf(Source source) => _counts.TryGetValue(source, out var count) ? count : 0;

    /// <summary>Raises the count of <paramref name="source"/>.</summary>
    /// <param name="source">Who counts: yourself, or in a reducer <see cref="ReplayContext.Source"/>.</param>
    /// <param name="by">By how much. Zero changes nothing.</param>
    /// <exception cref="CounterOverflowException">The source's count would exceed <see cref="ulong.MaxValue"/>.</exception>
    public Mutation<GCounter, GCounter> Increment(Source source, ulong by = 1)
    {
        if (by == 0) return new(this, Empty);
        var old = CountOf(source);
        var count = unchecked(old + by);
        if (count < old) throw new CounterOverflowException(source, old, by);
        return new(
            new GCounter(_counts.Set(source, count), Value + by),
            new GCounter(default(Counts).Set(source, count), count));
    }

    /// <inheritdoc/>
    public GCounter Merge(GCounter other)
    {
        ArgumentNullException.ThrowIfNull(other);
        var merged = _counts.Merge(other._counts, default(UnionRule<Source, ulong, Maximum>));
        if (Counts.AreSame(merged, _counts)) return this;
        return new GCounter(merged, SourceCount < other.SourceCount ? other.ValueWith(this) : ValueWith(other));
    }

    /// <inheritdoc/>
    public GCounter MergeDelta(GCounter delta) => Merge(delta);

    /// <inheritdoc/>
    public bool IsSubsumedBy(GCounter other)
    {
        ArgumentNullException.ThrowIfNull(other);
        if (SourceCount > other.SourceCount) return false;
        foreach (var entry in _counts)
        {
            if (entry.Value > other.CountOf(entry.Key)) return false;
        }

        return true;
    }

    /// <summary>Whether every source has the same count in both.</summary>
    public bool Equals([NotNullWhen(true)] GCounter? other)
    {
        if (ReferenceEquals(this, other)) return true;
        return other is not null && Value == other.Value && Counts.AreEqual(_counts, other._counts, default(OwnEquality<ulong>));
    }

    /// <inheritdoc/>
    public override bool Equals([NotNullWhen(true)] object? obj) => Equals(obj as GCounter);

    /// <inheritdoc/>
    public override int GetHashCode() => HashCode.Combine(Value, SourceCount);

    /// <inheritdoc/>
    public static int GetMaxSize(GCounter value)
    {
        ArgumentNullException.ThrowIfNull(value);
        return checked(5 + ((CborSize.Source + 9) * value.SourceCount));
    }

    /// <summary>Writes a map from source (a byte string) to count, sources ascending.</summary>
    /// <inheritdoc/>
    public static void Write(ref CborWriter writer, GCounter value)
    {
        ArgumentNullException.ThrowIfNull(value);
        writer.WriteMapHeader(value.SourceCount);
        foreach (var entry in value._counts)
        {
            writer.WriteSource(entry.Key);
            writer.WriteUInt64(entry.Value);
        }
    }

    /// <inheritdoc/>
    public static GCounter Read(ref CborReader reader)
    {
        var count = reader.ReadMapHeader();
        var entries = new List<(Source Key, ulong Value)>();
        for (var index = 0; index < count; index++)
        {
            var start = reader.Position;
            var source = reader.ReadSource();
            if (index > 0 && entries[^1].Key >= source) Refuse.OutOfOrder(start, "A counter's sources");
            var counted = reader.ReadUInt64();
            if (counted == 0) Refuse.NotCanonical(start, "A source that counted nothing is left out");
            entries.Add((source, counted));
        }

        return FromSorted(entries);
    }

    /// <summary>Whether every source has the same count in both.</summary>
    public static bool operator ==(GCounter? left, GCounter? right) => left is null ? right is null : left.Equals(right);

    /// <summary>Whether any source has different counts in them.</summary>
    public static bool operator !=(GCounter? left, GCounter? right) => !(left == right);

    /// <summary>The counts that exceed those in <paramref name="other"/>.</summary>
    internal GCounter Exceeding(GCounter other)
    {
        if (other.SourceCount == 0) return this;
        var entries = new List<(Source Key, ulong Value)>();
        foreach (var entry in _counts)
        {
            if (entry.Value > other.CountOf(entry.Key)) entries.Add((entry.Key, entry.Value));
        }

        return FromSorted(entries);
    }

    /// <summary>The counter of sources that ascend strictly, none of which counted nothing.</summary>
    internal static GCounter FromSorted(List<(Source Key, ulong Value)> entries)
    {
        if (entries.Count == 0) return Empty;
        UInt128 sum = 0;
        foreach (var entry in entries) sum += entry.Value;
        return new GCounter(Counts.FromSorted(CollectionsMarshal.AsSpan(entries)), sum);
    }

    /// <summary>The value after merging <paramref name="smaller"/>, without a walk over the counts that it does not touch.</summary>
    private UInt128 ValueWith(GCounter smaller)
    {
        var value = Value;
        foreach (var entry in smaller._counts)
        {
            var count = CountOf(entry.Key);
            if (entry.Value > count) value += entry.Value - count;
        }

        return value;
    }

    private readonly struct Maximum : IJoin<ulong>
    {
        public ulong Join(ulong left, ulong right) => Math.Max(left, right);
    }
}
