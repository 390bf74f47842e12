using System.Collections;
using Scuttlegen.Runtime;

namespace Scuttlegen;

/// <summary>
/// A store's history as it stood at one moment: every update in stamp order. A consistent snapshot, to be read on any thread while the store runs on.
/// </summary>
/// <typeparam name="TState">The root state.</typeparam>
public sealed class History<TState> : IReadOnlyCollection<Update>
{
    private readonly ReplayTable<TState> _table;
    private readonly StoreId _store;
    private readonly SourceTable _sources;
    private readonly LogView _log;

    internal History(ReplayTable<TState> table, StoreId store, SourceTable sources, LogView log, TState state)
    {
        _table = table;
        _store = store;
        _sources = sources;
        _log = log;
        State = state;
    }

    /// <summary>How many updates the history holds.</summary>
    public int Count => _log.Count;

    /// <summary>The state before the first update.</summary>
    public TState InitialState => _table.InitialState;

    /// <summary>The state after the last update.</summary>
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

    /// <summary>Enumerates the updates in stamp order, each with the state after it. Folds as it goes; an update whose reducer throws changes nothing.</summary>
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

    /// <summary>The state after every update at or before <paramref name="stamp"/>. Folds from the start: O(n).</summary>
    public TState StateAt(Stamp stamp)
    {
        var left = _log.CountUpTo(stamp);
        if (left == _log.Count) return State;
        var state = InitialState;
        var context = new ReplayContext(_store, _sources);
        foreach (var stretch in _log.Stretches)
        {
            if (left == 0) break;
            var taken = Math.Min(left, stretch.Length);
            Fold(stretch.Span[..taken], ref state, context);
            left -= taken;
        }

        return state;
    }

    private void Fold(ReadOnlySpan<LogEntry> entries, ref TState state, ReplayContext context) =>
        ReplayLog<TState>.Fold(_table, entries, ref state, context, static (_, _) => { });

    private Update ToUpdate(in LogEntry entry) => new(
        new Stamp(entry.Time, _sources[entry.Source]),
        entry.Sequence,
        DateTimeOffset.FromUnixTimeMilliseconds(entry.WallClock),
        entry.Kind == LogEntry.NoKind ? null : _table.Kinds[entry.Kind],
        entry.Action);
}
