using System.Collections;
using Scuttlegen.Runtime;

namespace Scuttlegen;

/// <summary>
/// A store's history as it stood at one moment: every update in stamp order, and the state after each. A consistent snapshot, to be read on any thread
/// while the store runs on.
/// </summary>
/// <remarks>
/// States are folded anew from the nearest checkpoint, lazily, with the store's reducers; an update whose reducer throws changes nothing. What is
/// enumerated is not kept: memory is O(log n) states, backwards some hundred more.
/// </remarks>
/// <typeparam name="TState">The root state.</typeparam>
public sealed class History<TState> : IReadOnlyCollection<Update>
{
    private const int Block = 256;

    private readonly ReplayTable<TState> _table;
    private readonly StoreId _store;
    private readonly SourceTable _sources;
    private readonly LogView _log;
    private readonly Checkpoint<TState>[] _checkpoints;

    internal History(ReplayTable<TState> table, StoreId store, SourceTable sources, LogView log, Checkpoint<TState>[] checkpoints, TState state)
    {
        _table = table;
        _store = store;
        _sources = sources;
        _log = log;
        _checkpoints = checkpoints;
        State = state;
    }

    /// <summary>How many updates the history holds.</summary>
    public int Count => _log.Count;

    /// <summary>The state before the first update.</summary>
    public TState InitialState => _checkpoints[0].State;

    /// <summary>The store's state at that moment: after the last update, unless the history is halted (<see cref="HistoryHalted"/>).</summary>
    public TState State { get; }

    /// <summary>Enumerates the updates in stamp order.</summary>
    public IEnumerator<Update> GetEnumerator()
    {
        foreach (var stretch in _log.Stretches)
        {
            for (var i = 0; i < stretch.Length; i++) yield return ToUpdate(in stretch.Span[i]);
        }
    }

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();

    /// <summary>Enumerates the updates against stamp order, the newest first.</summary>
    public IEnumerable<Update> Backwards()
    {
        for (var s = _log.Stretches.Length - 1; s >= 0; s--)
        {
            var stretch = _log.Stretches[s];
            for (var i = stretch.Length - 1; i >= 0; i--) yield return ToUpdate(in stretch.Span[i]);
        }
    }

    /// <summary>Enumerates the updates in stamp order, each with the state after it.</summary>
    public IEnumerable<(Update Update, TState State)> WithStates()
    {
        var state = InitialState;
        var context = new ReplayContext(_store, _sources);
        foreach (var stretch in _log.Stretches)
        {
            for (var i = 0; i < stretch.Length; i++)
            {
                Fold(stretch.Span.Slice(i, 1), ref state, context);
                yield return (ToUpdate(in stretch.Span[i]), state);
            }
        }
    }

    /// <summary>Enumerates the updates against stamp order, the newest first, each with the state after it. Each update is folded at most twice.</summary>
    public IEnumerable<(Update Update, TState State)> WithStatesBackwards()
    {
        var context = new ReplayContext(_store, _sources);
        var states = new TState[Block];
        var end = _log.Count;
        for (var c = _checkpoints.Length - 1; c >= 0; c--)
        {
            var (start, state) = _checkpoints[c];
            var blocks = new List<TState>();
            for (var at = start; at < end; at += Block)
            {
                blocks.Add(state);
                if (at + Block < end) FoldRange(at, at + Block, ref state, context);
            }

            for (var block = blocks.Count - 1; block >= 0; block--)
            {
                var from = start + (block * Block);
                state = blocks[block];
                for (var at = from; at < end; at++)
                {
                    FoldRange(at, at + 1, ref state, context);
                    states[at - from] = state;
                }

                while (end > from)
                {
                    end--;
                    yield return (ToUpdate(in _log.From(end, end + 1)[0]), states[end - from]);
                }
            }
        }
    }

    /// <summary>The state after every update at or before <paramref name="stamp"/>: folded from the nearest checkpoint before it.</summary>
    public TState StateAt(Stamp stamp)
    {
        var end = _log.CountUpTo(stamp);
        var c = _checkpoints.Length - 1;
        while (_checkpoints[c].Position > end) c--;
        var (start, state) = _checkpoints[c];
        FoldRange(start, end, ref state, new ReplayContext(_store, _sources));
        return state;
    }

    private void FoldRange(int position, int end, ref TState state, ReplayContext context)
    {
        while (position < end)
        {
            var entries = _log.From(position, end);
            Fold(entries, ref state, context);
            position += entries.Length;
        }
    }

    private void Fold(ReadOnlySpan<LogEntry> entries, ref TState state, ReplayContext context) =>
        ReplayLog<TState>.Fold(_table, entries, ref state, context, static (in _, _) => true);

    private Update ToUpdate(in LogEntry entry) => new(
        new Stamp(entry.Time, _sources[entry.Source]),
        entry.Sequence,
        DateTimeOffset.FromUnixTimeMilliseconds(entry.WallClock),
        entry.Kind == LogEntry.NoKind ? null : _table.NameOf(entry.Kind),
        entry.Action);
}
