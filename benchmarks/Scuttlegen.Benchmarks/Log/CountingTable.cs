using System.Collections.Immutable;
using Scuttlegen.Runtime;
using Scuttlegen.Wire;

namespace Scuttlegen.Benchmarks.Log;

/// <summary>Counts the updates that a table folds.</summary>
internal sealed class CountingTable<TState>(ReplayTable<TState> inner) : ReplayTable<TState>
{
    public long Folded { get; private set; }

    public override string StoreName => inner.StoreName;

    public override ImmutableArray<string> Kinds => inner.Kinds;

    public override string Contract => inner.Contract;

    public override ImmutableArray<Guid> CodeVersions => inner.CodeVersions;

    public override TState InitialState => inner.InitialState;

    public override ImmutableArray<KindFacts> Facts => inner.Facts;

    public override bool RoundTripsExactly(int kind) => inner.RoundTripsExactly(kind);

    public override int GetMaxSize(int kind, object action) => inner.GetMaxSize(kind, action);

    public override void Write(int kind, object action, ref CborWriter writer) => inner.Write(kind, action, ref writer);

    public override object Read(int kind, ref CborReader reader) => inner.Read(kind, ref reader);

    public override void Replay(ReadOnlySpan<LogEntry> entries, ref int position, ref TState state, ReplayContext context)
    {
        Folded += entries.Length - position;
        inner.Replay(entries, ref position, ref state, context);
    }

    public override void ReplaySlices(ReadOnlySpan<LogEntry> entries, ref int position, ref TState state, ReplayContext context, ulong slices)
    {
        Folded += entries.Length - position;
        inner.ReplaySlices(entries, ref position, ref state, context, slices);
    }

    public override TState Combine(TState kept, TState replayed, ulong slices) => inner.Combine(kept, replayed, slices);

    public override bool AreIdentical(TState x, TState y, ulong slices) => inner.AreIdentical(x, y, slices);
}
