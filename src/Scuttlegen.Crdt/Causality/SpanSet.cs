using System.Diagnostics.CodeAnalysis;
using Scuttlegen.Crdt.Collections;
using Spans = Scuttlegen.Crdt.Collections.SortedMap<System.UInt128, System.UInt128, Scuttlegen.Crdt.Collections.NaturalOrder<System.UInt128>>;

namespace Scuttlegen.Crdt.Causality;

/// <summary>
/// What was seen of one source: a set of positions on the line of its dots. Everything up to a prefix's end, and a cloud of spans beyond it.
/// Spans are maximal (no two touch), so a set has exactly one representation.
/// </summary>
internal readonly struct SpanSet : IEquatable<SpanSet>
{
    /// <summary>The end of the empty prefix. Sequences begin at 1, so no dot lies at or below it.</summary>
    public static readonly UInt128 Origin = Dot.ToPosition(1, 0) - 1;

    private SpanSet(Author author, UInt128 prefix, Spans cloud) => (Author, Prefix, Cloud) = (author, prefix, cloud);

    /// <summary>The source, in the instance that the value's dots share.</summary>
    public Author Author { get; }

    /// <summary>The last position of the prefix.</summary>
    public UInt128 Prefix { get; }

    /// <summary>The spans beyond the prefix: first position to last, both included.</summary>
    public Spans Cloud { get; }

    public bool IsEmpty => Prefix == Origin && Cloud.IsEmpty;

    /// <summary>What is seen of a source before anything is.</summary>
    public static SpanSet Empty(Author author) => new(author, Origin, default);

    public static SpanSet Create(Author author, UInt128 prefix, ReadOnlySpan<(UInt128 First, UInt128 Last)> cloud) => new(author, prefix, Spans.FromSorted(cloud));

    public bool Contains(UInt128 position) =>
        position <= Prefix || (!Cloud.IsEmpty && Cloud.TryFloor(position, out _, out var last) && position <= last);

    public SpanSet With(UInt128 first, UInt128 last)
    {
        var cloud = Cloud;
        if (first <= Prefix + 1)
        {
            if (last <= Prefix) return this;
            return new SpanSet(Author, Absorb(ref cloud, Origin, last), cloud);
        }

        if (cloud.TryFloor(first, out var floor, out var floorLast))
        {
            if (last <= floorLast) return this;
            if (first <= floorLast + 1) first = floor;
        }

        last = Absorb(ref cloud, first, last);
        return new SpanSet(Author, Prefix, cloud.Set(first, last));
    }

    public SpanSet Union(SpanSet other)
    {
        if (Cloud.Count < other.Cloud.Count) return other.UnionSmaller(this);
        return UnionSmaller(other);
    }

    public bool IsSubsetOf(SpanSet other)
    {
        if (Prefix > other.Prefix) return false;

        // Spans are maximal, so a span that is covered at all is covered by one span.
        foreach (var span in Cloud)
        {
            if (span.Value <= other.Prefix) continue;
            if (!other.Cloud.TryFloor(span.Key, out _, out var last) || span.Value > last) return false;
        }

        return true;
    }

    /// <summary>This set and every position up to <paramref name="end"/>.</summary>
    public SpanSet WithPrefix(UInt128 end)
    {
        if (end <= Prefix) return this;
        return Cloud.IsEmpty ? new SpanSet(Author, end, default) : With(Origin, end);
    }

    /// <summary>The positions up to <paramref name="end"/> that are not in this set.</summary>
    public SpanSet MissingUpTo(UInt128 end)
    {
        var added = Empty(Author);
        var from = Prefix + 1;
        foreach (var span in Cloud)
        {
            if (span.Key > end) break;
            added = added.With(from, span.Key - 1);
            from = span.Value + 1;
        }

        return from <= end ? added.With(from, end) : added;
    }

    /// <summary>Whether both are the same positions, whichever instances name their source.</summary>
    public bool Equals(SpanSet other) => Prefix == other.Prefix && Spans.AreEqual(Cloud, other.Cloud, default(OwnEquality<UInt128>));

    public override bool Equals([NotNullWhen(true)] object? obj) => obj is SpanSet other && Equals(other);

    public override int GetHashCode() => HashCode.Combine(Prefix, Cloud.Count);

    /// <summary>Takes every span out of <paramref name="cloud"/> that begins in, or right after, the span from <paramref name="first"/> to <paramref name="last"/>.</summary>
    /// <returns>The last position of that span and all it touched.</returns>
    private static UInt128 Absorb(ref Spans cloud, UInt128 first, UInt128 last)
    {
        while (cloud.TryCeiling(first, out var next, out var nextLast) && next <= last + 1)
        {
            cloud = cloud.Remove(next);
            last = UInt128.Max(last, nextLast);
        }

        return last;
    }

    private SpanSet UnionSmaller(SpanSet other)
    {
        var union = With(Origin, other.Prefix);
        foreach (var span in other.Cloud) union = union.With(span.Key, span.Value);
        return union;
    }
}
