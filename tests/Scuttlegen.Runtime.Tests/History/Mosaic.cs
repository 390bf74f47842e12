using System.Collections.Immutable;
using Scuttlegen.Runtime;
using Scuttlegen.Wire;

namespace Scuttlegen.Tests.History;

/// <summary>One kind of a <see cref="MosaicTable"/>: what a generator would have found in reducers' code.</summary>
/// <param name="GuardReads">The slices that its guard reads; none: it has no guard.</param>
/// <param name="SliceWrites">The slices that have a reducer of their own for it.</param>
/// <param name="RootReads">The slices that its root-level reducer reads.</param>
/// <param name="RootWrites">The slices that its root-level reducer writes; none: it has no such reducer.</param>
/// <param name="Salt">Makes its reducers differ from other kinds'.</param>
/// <param name="Throws">Whether its reducers throw on some states.</param>
/// <param name="Commutes">Whether its reducers only add, and nothing else touches the slices they write.</param>
internal sealed record MosaicKind(ulong GuardReads, ulong SliceWrites, ulong RootReads, ulong RootWrites, int Salt, bool Throws, bool Commutes)
{
    /// <summary>Reduces a slice, given its value and the update's time, in the place of what is drawn.</summary>
    public Func<int, ulong, int>? Reducer { get; init; }

    public KindFacts Facts => new(GuardReads | RootReads, SliceWrites | RootWrites, Commutes);
}

/// <summary>
/// A store made of small numbers whose kinds are drawn at random: guards, reducers of slices and of the root, some of which throw on some states. Values are few, so that states
/// come back to what they were. Slices that a fold was not asked for are filled with rubbish, so that reading one shows.
/// </summary>
internal sealed class MosaicTable(ImmutableArray<MosaicKind> kinds) : ReplayTable<ImmutableArray<int>>
{
    public const int Slices = 5;
    private const int Values = 4;
    private static readonly object Payload = new();

    public override string StoreName => "Mosaic";

    public override ImmutableArray<string> Kinds { get; } = [.. kinds.Select((_, i) => $"K{i}")];

    public override string Contract => "mosaic 1";

    public override ImmutableArray<Guid> CodeVersions => [];

    public override ImmutableArray<int> InitialState { get; } = [.. Enumerable.Repeat(0, Slices)];

    public override ImmutableArray<KindFacts> Facts { get; } = [.. kinds.Select(kind => kind.Facts)];

    /// <summary>How many updates were folded in all.</summary>
    public int Folded { get; private set; }

    public override bool RoundTripsExactly(int kind) => true;

    public override int GetMaxSize(int kind, object action) => 1;

    public override void Write(int kind, object action, ref CborWriter writer) => writer.WriteArrayHeader(0);

    public override object Read(int kind, ref CborReader reader)
    {
        reader.ReadArrayHeader();
        return Payload;
    }

    public override void Replay(ReadOnlySpan<LogEntry> entries, ref int position, ref ImmutableArray<int> state, ReplayContext context) =>
        Fold(entries, ref position, ref state, KindFacts.AllSlices);

    public override void ReplaySlices(
        ReadOnlySpan<LogEntry> entries, ref int position, ref ImmutableArray<int> state, ReplayContext context, ulong slices)
    {
        var poisoned = state.ToArray();
        for (var slice = 0; slice < Slices; slice++)
        {
            if (!Has(slices, slice)) poisoned[slice] = 1_000_000 + Folded;
        }

        state = [.. poisoned];
        Fold(entries, ref position, ref state, slices);
    }

    public override ImmutableArray<int> Combine(ImmutableArray<int> kept, ImmutableArray<int> replayed, ulong slices) =>
        [.. kept.Select((value, slice) => Has(slices, slice) ? replayed[slice] : value)];

    public override bool AreIdentical(ImmutableArray<int> x, ImmutableArray<int> y, ulong slices) =>
        Enumerable.Range(0, Slices).All(slice => !Has(slices, slice) || x[slice] == y[slice]);

    private static bool Has(ulong slices, int slice) => (slices & (1UL << slice)) != 0;

    private void Fold(ReadOnlySpan<LogEntry> entries, ref int position, ref ImmutableArray<int> state, ulong slices)
    {
        for (; position < entries.Length; position++)
        {
            ref readonly var entry = ref entries[position];
            if (entry.Kind == LogEntry.NoKind) continue;
            var kind = kinds[entry.Kind];
            if ((kind.Facts.Writes & slices) == 0) continue;
            Folded++;
            if (kind.GuardReads != 0 && Mix(kind, in entry, state, kind.GuardReads, 77) % 3 == 0) continue;

            var next = state.ToBuilder();
            for (var slice = 0; slice < Slices; slice++)
            {
                if (!Has(kind.SliceWrites & slices, slice)) continue;
                if (kind.Reducer is not null) next[slice] = kind.Reducer(state[slice], entry.Time);
                else if (kind.Commutes) next[slice] = (state[slice] + kind.Salt + 1) % Values;
                else next[slice] = Reduce(kind, in entry, state, 1UL << slice, slice);
            }

            if ((kind.RootWrites & slices) != 0)
            {
                var sliced = next.ToImmutable();
                for (var slice = 0; slice < Slices; slice++)
                {
                    if (Has(kind.RootWrites, slice)) next[slice] = Reduce(kind, in entry, sliced, kind.RootReads, slice + 100);
                }
            }

            state = next.ToImmutable();
        }
    }

    private static int Reduce(MosaicKind kind, in LogEntry entry, ImmutableArray<int> state, ulong reads, int slice)
    {
        var mixed = Mix(kind, in entry, state, reads, slice);
        if (kind.Throws && mixed % 5 == 0) throw new InvalidOperationException("as drawn");
        return mixed / 5 % Values;
    }

    private static int Mix(MosaicKind kind, in LogEntry entry, ImmutableArray<int> state, ulong reads, int salt)
    {
        var hash = ((uint)kind.Salt * 31) + (uint)salt + ((uint)entry.Sequence % 3 * 101);
        for (var slice = 0; slice < Slices; slice++)
        {
            if (Has(reads, slice)) hash = (hash * 16777619) ^ (uint)(state[slice] + slice + 1);
        }

        hash *= 2654435761;
        return (int)((hash ^ (hash >> 15)) & int.MaxValue) >> 3;
    }
}
