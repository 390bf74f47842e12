using Scuttlegen.Runtime;

namespace Scuttlegen;

/// <summary>
/// The history of one store: the log in stamp order and the state that folding it gives. Whatever arrives late is merged once and
/// replayed once (R1), as far as it can change anything (R2), or applied in place where order does not matter (R4).
/// </summary>
internal sealed partial class ReplayLog<TState>
{
    private readonly ReplayTable<TState> _table;
    private readonly ReplayContext _context;
    private readonly Checkpoints<TState> _checkpoints;
    private readonly Dependencies _dependencies;
    private readonly UpdateLog _log;
    private readonly StampOrder _order;
    private readonly Action<LogEntry, Exception> _reducerThrew;
    private readonly ReducerThrewHandler _goOn;
    private readonly ReducerThrewHandler _goOnUnlessNews;
    private TState _state;

    /// <param name="table">The store's reducers.</param>
    /// <param name="order">The order of the log.</param>
    /// <param name="context">Handed to the reducers.</param>
    /// <param name="reducerThrew">Told of every update that a reducer's exception made a no-op (R5).</param>
    /// <param name="checkpointInterval">The least distance between two checkpoints, in updates.</param>
    /// <param name="commutationBroken">Told of updates that do not commute with what comes after them, though their kind promises it; if given, every such promise is checked.</param>
    /// <param name="genesis">What comes before every update, for tables that take it.</param>
    public ReplayLog(
        ReplayTable<TState> table,
        StampOrder order,
        ReplayContext context,
        Action<LogEntry, Exception> reducerThrew,
        int checkpointInterval = Checkpoints<TState>.DefaultInterval,
        Action<LogEntry>? commutationBroken = null,
        Genesis? genesis = null)
    {
        _table = table;
        _context = context;
        _reducerThrew = reducerThrew;
        _commutationBroken = commutationBroken;
        _state = table.TakesGenesis ? table.ReduceGenesis(table.InitialState, genesis ?? throw new GenesisMissingException(table.StoreName)) : table.InitialState;
        _checkpoints = new Checkpoints<TState>(_state, checkpointInterval);
        _dependencies = new Dependencies(table.Facts);
        _order = order;
        _log = new UpdateLog(order, _dependencies);
        _goOn = (in LogEntry entry, Exception exception) =>
        {
            ReportThrown(in entry, exception);
            return true;
        };
        _goOnUnlessNews = (in LogEntry entry, Exception exception) => !ReportThrown(in entry, exception);
    }

    public TState State => _state;

    public int Count => _log.Count;

    public int CheckpointCount => _checkpoints.Kept.Length;

    /// <summary>Why the state no longer follows the log, if it does not (R5): memory or stack ran out in a reducer, which says nothing about the update, so it is not skipped.</summary>
    public Exception? Halt { get; private set; }

    /// <summary>How often the state was rewound.</summary>
    public long Rewinds { get; private set; }

    /// <summary>How many updates stood after the earliest late one, summed over all rewinds.</summary>
    public long UpdatesRewound { get; private set; }

    /// <summary>How many updates were folded because of rewinds, the late ones included.</summary>
    public long UpdatesReplayed { get; private set; }

    public LogView View() => _log.View();

    public Checkpoint<TState>[] CopyCheckpoints() => _checkpoints.Kept.ToArray();

    /// <summary>Stops folding, for good: the log goes on.</summary>
    public void HaltBecause(Exception reason) => Halt ??= reason;

    /// <summary>Folds one update and appends it. It must come after all others.</summary>
    /// <exception cref="OutOfMemoryException">Memory ran out in a reducer; nothing changed.</exception>
    /// <exception cref="InsufficientExecutionStackException">A reducer recursed too deep; nothing changed.</exception>
    public void Append(in LogEntry entry)
    {
        if (Halt is null) Fold(new ReadOnlySpan<LogEntry>(in entry));
        _log.Append(in entry);
        if (Halt is null && _log.Count >= _checkpoints.NextPosition(_log.Count)) _checkpoints.Add(_log.Count, _state, _log.Count);
    }

    /// <summary>Merges updates in any order, none of which the log holds.</summary>
    public void Merge(Span<LogEntry> incoming)
    {
        if (incoming.IsEmpty) return;
        Sort(incoming);
        var held = _log.Count;
        var positions = new int[incoming.Length];
        _log.Merge(incoming, positions);
        FoldOrHalt(positions[0], incoming, late =>
        {
            if (positions[0] >= held) Replay(held);
            else Rewind(late, positions, held);
        });
    }

    /// <summary>Merges updates without folding them. Call <see cref="Loaded"/> after the last, and nothing else before.</summary>
    public void Load(Span<LogEntry> incoming)
    {
        if (incoming.IsEmpty) return;
        Sort(incoming);
        _log.Merge(incoming, new int[incoming.Length]);
    }

    /// <summary>Folds everything that was loaded, once.</summary>
    public void Loaded() => FoldOrHalt(0, [], _ => Replay(0));

    /// <summary>Removes updates as if they had never been.</summary>
    public void Remove(Predicate<LogEntry> match)
    {
        var held = _log.Count;
        var position = _log.Remove(match);
        if (position < 0) return;
        FoldOrHalt(position, [], _ => ReplayAll(position, undone: held - position));
    }

    /// <summary>Removes updates and merges others, with one rewind: what was merged may be what was removed, void now or alive again.</summary>
    public void Replace(Predicate<LogEntry> match, Span<LogEntry> incoming)
    {
        var held = _log.Count;
        var removed = _log.Remove(match);
        Sort(incoming);
        var positions = new int[incoming.Length];
        if (positions.Length > 0) _log.Merge(incoming, positions);
        if (removed < 0 && positions.Length == 0) return;
        var first = Math.Min(removed < 0 ? int.MaxValue : removed, positions.Length == 0 ? int.MaxValue : positions[0]);
        FoldOrHalt(first, [], _ =>
        {
            if (first < held) ReplayAll(first, undone: held - first);
            else Replay(held);
        });
    }

    /// <summary>As <see cref="Replace"/>, without folding: before <see cref="Loaded"/>.</summary>
    public void ReplaceLoaded(Predicate<LogEntry> match, Span<LogEntry> incoming)
    {
        _log.Remove(match);
        Load(incoming);
    }

    private void Sort(Span<LogEntry> entries)
    {
        // One feed's updates, and a whole log's as it was written, mostly are.
        for (var i = 1; i < entries.Length; i++)
        {
            if (_order.Compare(in entries[i - 1], in entries[i]) < 0) continue;
            entries.Sort(_order);
            return;
        }
    }

    private delegate void Folding(ReadOnlySpan<LogEntry> late);

    private void FoldOrHalt(int firstChanged, ReadOnlySpan<LogEntry> late, Folding fold)
    {
        var before = _state;
        if (Halt is null)
        {
            try
            {
                fold(late);
                return;
            }
            catch (Exception exception) when (Exhaustion.IsCauseOf(exception))
            {
                Halt = exception;
            }
        }

        // Readers keep the state they had, and time travel the checkpoints that still hold.
        _state = before;
        _checkpoints.Truncate(firstChanged);
    }

    private void Rewind(ReadOnlySpan<LogEntry> incoming, ReadOnlySpan<int> positions, int held)
    {
        Rewinds++;
        UpdatesRewound += held - positions[0];

        // Those that came after all that was held are not late.
        var late = positions.Length;
        while (positions[late - 1] - (late - 1) == held) late--;
        positions = positions[..late];
        incoming = incoming[..late];

        var first = _checkpoints.Kept.Length - 1;
        while (_checkpoints.Kept[first].Position > positions[0]) first--;
        var old = Shift(_checkpoints.Kept[first..], positions, held);
        if (HasWideGap(old))
        {
            ReplayAll(positions[0], undone: 0);
            return;
        }

        if (!TryApplyInPlace(incoming, positions, old)) ReplaySlices(incoming, positions, old);
        _state = old[^1].State;
        _checkpoints.Replace(first, old.AsSpan()[..^1]);
        _checkpoints.Thin(_log.Count);
        Replay(old[^1].Position);
    }

    /// <summary>The checkpoints and the head at the places where the late updates have pushed them.</summary>
    private Checkpoint<TState>[] Shift(ReadOnlySpan<Checkpoint<TState>> checkpoints, ReadOnlySpan<int> late, int held)
    {
        var shifted = new Checkpoint<TState>[checkpoints.Length + 1];
        checkpoints.CopyTo(shifted);
        shifted[^1] = new Checkpoint<TState>(held, _state);
        var before = 0;
        foreach (ref var checkpoint in shifted.AsSpan())
        {
            while (before < late.Length && late[before] - before < checkpoint.Position) before++;
            checkpoint = checkpoint with { Position = checkpoint.Position + before };
        }

        return shifted;
    }

    /// <summary>Whether late updates have pushed two checkpoints so far apart that a later rewind between them would be dear.</summary>
    private bool HasWideGap(ReadOnlySpan<Checkpoint<TState>> checkpoints)
    {
        for (var i = 1; i < checkpoints.Length; i++)
        {
            var gap = checkpoints[i].Position - checkpoints[i - 1].Position;
            if (gap > 2 * _checkpoints.AllowedGap(_log.Count - checkpoints[i].Position)) return true;
        }

        return false;
    }

    private void ReplaySlices(ReadOnlySpan<LogEntry> incoming, ReadOnlySpan<int> late, Span<Checkpoint<TState>> old)
    {
        var touched = 0UL;
        foreach (ref readonly var entry in incoming) touched |= _dependencies.WritesOf(entry.Kind);
        while (true)
        {
            var changing = _dependencies.ReachedFrom(touched);
            var states = old.ToArray();
            var rewind = new Rewind<TState>(_table, _context, _log.Chunks, late, changing, _dependencies.NeededFor(changing), states, _goOnUnlessNews);
            var isThrough = rewind.Run();
            UpdatesReplayed += rewind.Folded;
            if (!isThrough) continue;
            states.CopyTo(old);
            return;
        }
    }

    private void ReplayAll(int position, int undone)
    {
        _checkpoints.Truncate(position);
        var (start, state) = _checkpoints.Kept[^1];
        if (undone > 0) Rewinds++;
        UpdatesRewound += undone;
        UpdatesReplayed += _log.Count - start;

        _state = state;
        Replay(start);
    }

    /// <summary>Folds everything from <paramref name="position"/> on into the state, keeping checkpoints on the way.</summary>
    private void Replay(int position)
    {
        var head = _log.Count;
        var next = _checkpoints.NextPosition(head);
        var chunkStart = 0;
        foreach (var chunk in _log.Chunks)
        {
            var chunkEnd = chunkStart + chunk.Count;
            while (position < chunkEnd)
            {
                var end = Math.Min(Math.Max(next, position + 1), chunkEnd);
                Fold(chunk.Span[(position - chunkStart)..(end - chunkStart)]);
                position = end;
                if (position < next) continue;
                _checkpoints.Add(position, _state, head);
                next = _checkpoints.NextPosition(head);
            }

            chunkStart = chunkEnd;
        }
    }

    private void Fold(ReadOnlySpan<LogEntry> entries) => Fold(_table, entries, ref _state, _context, _goOn);

    /// <returns>Whether that kind had never thrown before, and so what else an update may change is to be found anew.</returns>
    private bool ReportThrown(in LogEntry entry, Exception exception)
    {
        _reducerThrew(entry, exception);
        return _dependencies.Threw(entry.Kind);
    }

    /// <summary>
    /// Folds entries; a reducer's exception makes its whole update a no-op and is reported. Out of memory or stack says nothing about
    /// the update: it is never skipped but thrown on.
    /// </summary>
    /// <returns>Whether all entries were folded; <see langword="false"/> if <paramref name="threw"/> said to stop.</returns>
    internal static bool Fold(
        ReplayTable<TState> table,
        ReadOnlySpan<LogEntry> entries,
        ref TState state,
        ReplayContext context,
        ReducerThrewHandler threw,
        ulong slices = KindFacts.AllSlices)
    {
        var position = 0;
        while (position < entries.Length)
        {
            try
            {
                if (slices == KindFacts.AllSlices) table.Replay(entries, ref position, ref state, context);
                else table.ReplaySlices(entries, ref position, ref state, context, slices);
            }
            catch (Exception exception) when (!Exhaustion.IsCauseOf(exception))
            {
                if (!threw(in entries[position], exception)) return false;
                position++;
            }
        }

        return true;
    }
}

/// <summary>Told of an update that a reducer's exception made a no-op.</summary>
/// <returns>Whether to go on with the next.</returns>
internal delegate bool ReducerThrewHandler(in LogEntry entry, Exception exception);
