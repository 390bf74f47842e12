using Scuttlegen.Crdt.Collections;
using Sources = Scuttlegen.Crdt.Collections.HashTrie<Scuttlegen.Source, Scuttlegen.Crdt.Causality.SpanSet, Scuttlegen.Crdt.Causality.SourceKeys>;

namespace Scuttlegen.Crdt.Causality;

/// <summary>
/// A causal context: which dots a value has seen. Per source a version-vector entry (a prefix), and a cloud of spans beyond it.
/// </summary>
/// <remarks>
/// <para>
/// A context is a set of positions (sequence, n) on each source's line. It claims: <em>every dot that its source ever makes at a position of the
/// set has been seen, or was superseded by one that has</em>. Two claims that hold for two values hold together for their merge, so contexts merge by plain union of sets, and touching spans
/// coalesce without loss: that compaction is exact, it never adds a position.
/// </para>
/// <para>
/// Sources skip sequences, so nothing can be concluded from numbers alone: after (q, 0) was seen, (q, 1) or (q + 1, 0) may exist or not. Only the author
/// knows, and it says so where it makes a dot d: its value has seen all its earlier dots, and it makes dots in ascending order, so at every position up to d that is not in its
/// context there is no dot, and never will be. <see cref="WithPrefix"/> adds these holes, and the mutator's delta carries them. A replica
/// that receives the deltas out of order holds spans with gaps between them; when the missing deltas arrive, their holes close the gaps exactly, and one prefix per source
/// is left: the version vector.
/// </para>
/// <para>
/// Who has only a dot, and not its author's knowledge (a removal, a delta made from a bare dot), adds that single position with <see cref="With(Dot)"/>, which is sound in every setting.
/// </para>
/// </remarks>
internal readonly struct DotContext
{
    private readonly Sources _sources;

    private DotContext(Sources sources) => _sources = sources;

    public int SourceCount => _sources.Count;

    public bool IsEmpty => _sources.IsEmpty;

    /// <summary>Builds the context of sources that differ.</summary>
    public static DotContext FromDistinct(ReadOnlySpan<(Source Key, SpanSet Value)> sources) => new(Sources.FromDistinct(sources));

    public bool Contains(Dot dot) => _sources.TryGetValue(dot.Source, out var seen) && seen.Contains(dot.Position);

    /// <summary>This context and one dot.</summary>
    public DotContext With(Dot dot)
    {
        var seen = SeenOf(dot.Source);
        return seen.Contains(dot.Position) ? this : new DotContext(_sources.Set(dot.Source, seen.With(dot.Position, dot.Position)));
    }

    public DotContext With(ReadOnlySpan<Dot> dots)
    {
        var context = this;
        foreach (var dot in dots) context = context.With(dot);
        return context;
    }

    public DotContext With(DotSet dots)
    {
        var context = this;
        for (var index = 0; index < dots.Count; index++) context = context.With(dots[index]);
        return context;
    }

    /// <summary>This context, <paramref name="dot"/> and every hole before it, on the word of the dot's author.</summary>
    /// <param name="dot">A dot whose source's earlier dots have all been seen.</param>
    /// <param name="before">What was seen of the source before.</param>
    public DotContext WithPrefix(Dot dot, out SpanSet before)
    {
        var change = new PrefixChange(dot);
        var sources = _sources.Change(dot.Source, ref change);
        before = change.Before;
        return new DotContext(sources);
    }

    /// <summary>What <see cref="WithPrefix"/> adds to this context, as one of its own: the holes and the dot.</summary>
    public DotContext Added(Dot dot)
    {
        var added = SeenOf(dot.Source).MissingUpTo(dot.Position);
        return added.IsEmpty ? default : new DotContext(default(Sources).Set(dot.Source, added));
    }

    public DotContext Merge(DotContext other) => new(_sources.Merge(other._sources, default(UnionRule<Source, SpanSet, SpanUnion>)));

    public bool IsSubsetOf(DotContext other)
    {
        if (Sources.AreSame(_sources, other._sources)) return true;
        if (SourceCount > other.SourceCount) return false;
        foreach (var entry in _sources.InNoOrder)
        {
            if (!other._sources.TryGetValue(entry.Key, out var theirs) || !entry.Value.IsSubsetOf(theirs)) return false;
        }

        return true;
    }

    /// <summary>Whether any source is known to both. If not, neither value can have seen a dot of the other.</summary>
    public bool SharesSourceWith(DotContext other)
    {
        var (smaller, larger) = SourceCount <= other.SourceCount ? (_sources, other._sources) : (other._sources, _sources);
        foreach (var entry in smaller.InNoOrder)
        {
            if (larger.TryGetValue(entry.Key, out _)) return true;
        }

        return false;
    }

    public bool SetEquals(DotContext other) => Sources.AreEqual(_sources, other._sources, default(OwnEquality<SpanSet>));

    /// <summary>Equal for equal contexts. It looks at the prefixes only: clouds are rare, and short-lived.</summary>
    public override int GetHashCode()
    {
        var hash = SourceCount;
        foreach (var entry in _sources.InNoOrder) hash += HashCode.Combine(entry.Key, entry.Value.Prefix);
        return hash;
    }

    /// <summary>The sources in their order, with what was seen of each.</summary>
    public (Source Key, SpanSet Value)[] ToSortedArray() => _sources.ToSortedArray();

    /// <summary>The same in no order.</summary>
    public Sources.Unordered InNoOrder => _sources.InNoOrder;

    public SpanSet SeenOf(Source source) => _sources.TryGetValue(source, out var seen) ? seen : SpanSet.Empty(new Author(source));

    /// <summary>The instance of a source that is known.</summary>
    public Author? AuthorOf(Source source) => _sources.TryGetValue(source, out var seen) ? seen.Author : null;

    private struct PrefixChange(Dot dot) : IChange<SpanSet>
    {
        public SpanSet Before { get; private set; }

        public bool TryChange(bool isFound, SpanSet old, out SpanSet value)
        {
            Before = isFound ? old : SpanSet.Empty(new Author(dot.Source));
            value = Before.WithPrefix(dot.Position);
            return true;
        }
    }

    private readonly struct SpanUnion : IJoin<SpanSet>
    {
        public SpanSet Join(SpanSet left, SpanSet right) => left.Union(right);
    }
}
