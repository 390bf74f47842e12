using Scuttlegen.Runtime;

namespace Scuttlegen;

/// <summary>
/// The history of one store: the log in stamp order and the state that folding it gives. Whatever arrives late is merged once,
/// the state rewound once to the nearest checkpoint and replayed once (R1).
/// </summary>
internal sealed class ReplayLog<TState>
{
    private readonly ReplayTable<TState> _table;
    private readonly ReplayContext _context;
    private readonly Checkpoints<TState> _checkpoints;
    private readonly UpdateLog _log;
    private readonly StampOrder _order;
    private readonly Action<LogEntry, Exception> _reducerThrew;
    private TState _state;

    /// <param name="table">The store's reducers.</param>
    /// <param name="order">The order of the log.</param>
    /// <param name="context">Handed to the reducers.</param>
    /// <param name="reducerThrew">Told of every update that a reducer's exception made a no-op (R5).</param>
    public ReplayLog(ReplayTable<TState> table, StampOrder order, ReplayContext context, Action<LogEntry, Exception> reducerThrew)
    {
        _table = table;
        _context = context;
        _reducerThrew = reducerThrew;
        _state = table.InitialState;
        _checkpoints = new Checkpoints<TState>(_state);
        _order = order;
        _log = new UpdateLog(order);
    }

    public TState State => _state;

    public int Count => _log.Count;

    public int CheckpointCount => _checkpoints.Count;

    /// <summary>How often the state was rewound.</summary>
    public long Rewinds { get; private set; }

    /// <summary>How many updates were undone by rewinds because an earlier one arrived after them.</summary>
    public long UpdatesRewound { get; private set; }

    /// <summary>How many updates were folded again after rewinds, the late ones included.</summary>
    public long UpdatesReplayed { get; private set; }

    public LogView View() => _log.View();

    /// <summary>Appends one update and folds it. It must come after all others.</summary>
    public void Append(in LogEntry entry)
    {
        _log.Append(in entry);
        Fold(new ReadOnlySpan<LogEntry>(in entry), ref _state);
        if (_log.Count % Checkpoints<TState>.Interval == 0) _checkpoints.Add(_log.Count, _state, _log.Count);
    }

    /// <summary>Merges updates in any order, none of which the log holds.</summary>
    public void Merge(Span<LogEntry> incoming)
    {
        if (incoming.IsEmpty) return;
        incoming.Sort(_order);
        var held = _log.Count;
        var position = _log.Merge(incoming);
        if (position < held) Rewind(position, undone: held - position);
        else Replay(held);
    }

    /// <summary>Removes updates as if they had never been.</summary>
    public void Remove(Predicate<LogEntry> match)
    {
        var held = _log.Count;
        var position = _log.Remove(match);
        if (position >= 0) Rewind(position, undone: held - position);
    }

    /// <summary>Removes updates and merges others, with one rewind: what was merged may be what was removed, void now or alive again.</summary>
    public void Replace(Predicate<LogEntry> match, Span<LogEntry> incoming)
    {
        var held = _log.Count;
        var removed = _log.Remove(match);
        var rest = _log.Count;
        incoming.Sort(_order);
        var merged = incoming.IsEmpty ? rest : _log.Merge(incoming);
        var position = removed < 0 ? merged : Math.Min(removed, merged);
        if (position < held) Rewind(position, undone: held - position);
        else Replay(held);
    }

    private void Rewind(int position, int undone)
    {
        var (start, state) = _checkpoints.Nearest(position);
        _checkpoints.Truncate(start);
        _state = state;
        Rewinds++;
        UpdatesRewound += undone;
        UpdatesReplayed += _log.Count - start;
        Replay(start);
    }

    /// <summary>Folds everything from <paramref name="position"/> on into the state, keeping checkpoints on the way.</summary>
    private void Replay(int position)
    {
        var head = _log.Count;
        var next = Checkpoints<TState>.NextPosition(position, head);
        var chunkStart = 0;
        foreach (var chunk in _log.Chunks)
        {
            var chunkEnd = chunkStart + chunk.Count;
            while (position < chunkEnd)
            {
                var end = Math.Min(next, chunkEnd);
                Fold(chunk.Span[(position - chunkStart)..(end - chunkStart)], ref _state);
                position = end;
                if (position < next) continue;
                if (position % Checkpoints<TState>.Interval == 0) _checkpoints.Add(position, _state, head);
                next = Checkpoints<TState>.NextPosition(position, head);
            }

            chunkStart = chunkEnd;
        }
    }

    private void Fold(ReadOnlySpan<LogEntry> entries, ref TState state) => Fold(_table, entries, ref state, _context, _reducerThrew);

    /// <summary>
    /// Folds entries; a reducer's exception makes its whole update a no-op and is reported. Out of memory or stack says nothing about
    /// the update: it is never skipped but thrown on.
    /// </summary>
    internal static void Fold(
        ReplayTable<TState> table,
        ReadOnlySpan<LogEntry> entries,
        ref TState state,
        ReplayContext context,
        Action<LogEntry, Exception> reducerThrew)
    {
        var position = 0;
        while (position < entries.Length)
        {
            try
            {
                table.Replay(entries, ref position, ref state, context);
            }
            catch (Exception exception) when (exception is not (OutOfMemoryException or InsufficientExecutionStackException))
            {
                reducerThrew(entries[position], exception);
                position++;
            }
        }
    }
}
