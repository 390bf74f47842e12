using Scuttlegen.Runtime;

namespace Scuttlegen;

/// <content>Late updates of kinds that commute (R4).</content>
internal sealed partial class ReplayLog<TState>
{
    private readonly Action<LogEntry>? _commutationBroken;

    /// <summary>Applies late updates whose order does not matter to every later checkpoint and the head, if they all are such and that is less work than a replay.</summary>
    private bool TryApplyInPlace(ReadOnlySpan<LogEntry> incoming, ReadOnlySpan<int> late, Span<Checkpoint<TState>> old)
    {
        foreach (ref readonly var entry in incoming)
        {
            if (!_dependencies.Commutes(entry.Kind)) return false;
        }

        var replay = old[^1].Position - old[0].Position;
        var work = 0L;
        var applied = old.ToArray();
        for (var (i, before) = (1, 0); i < old.Length; i++)
        {
            while (before < late.Length && late[before] < old[i].Position) before++;
            if ((work += before) > replay) return false;
            var state = old[i].State;
            if (!Fold(_table, incoming[..before], ref state, _context, _goOnUnlessNews)) return false;
            applied[i] = old[i] with { State = state };
        }

        UpdatesReplayed += work;
        if (_commutationBroken is not null && !KeepsPromise(incoming, old, applied)) return false;
        applied.CopyTo(old);
        return true;
    }

    /// <summary>Compares what in-place application gave with a replay of everything; where they differ, the late updates' kinds commute no more.</summary>
    private bool KeepsPromise(ReadOnlySpan<LogEntry> incoming, ReadOnlySpan<Checkpoint<TState>> old, ReadOnlySpan<Checkpoint<TState>> applied)
    {
        var (position, state) = old[0];
        for (var i = 1; i < old.Length; i++)
        {
            FoldRange(position, old[i].Position, ref state);
            position = old[i].Position;
            if (IsSame(state, applied[i].State)) continue;
            var told = new HashSet<int>();
            foreach (ref readonly var entry in incoming)
            {
                if (entry.Kind == LogEntry.NoKind || !told.Add(entry.Kind)) continue;
                _dependencies.DoesNotCommute(entry.Kind);
                _commutationBroken!(entry);
            }

            return false;
        }

        return true;
    }

    // What generated code cannot see into it compares by reference, so that it may say no of two equal CRDTs: their own equality has the last word.
    private bool IsSame(TState x, TState y) => _table.AreIdentical(x, y, KindFacts.AllSlices) || EqualityComparer<TState>.Default.Equals(x, y);

    private void FoldRange(int from, int to, ref TState state)
    {
        var start = 0;
        foreach (var chunk in _log.Chunks)
        {
            var (first, end) = (Math.Max(from, start), Math.Min(to, start + chunk.Count));
            if (first < end)
            {
                UpdatesReplayed += end - first;
                Fold(_table, chunk.Span[(first - start)..(end - start)], ref state, _context, static (in _, _) => true);
            }

            start += chunk.Count;
        }
    }
}
