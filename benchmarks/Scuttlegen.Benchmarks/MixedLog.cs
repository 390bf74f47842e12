using Scuttlegen.Runtime;

namespace Scuttlegen.Benchmarks;

/// <summary>Actions of eight kinds in an order that no branch predictor learns, alone and as a log of four sources.</summary>
internal sealed class MixedLog<TState>
{
    public const int Count = 100_000;

    private const ulong FirstTime = 1 << 20;
    private const int Sources = 4;

    private readonly ReplayTable<TState> _table;
    private readonly SourceTable _sources = new();
    private readonly ReplayContext _context;
    private readonly ReplayLog<TState> _log;
    private ulong _late;

    public MixedLog(ReplayTable<TState> table)
    {
        _table = table;
        var random = new Random(1);
        Actions = new object[Count];
        for (var i = 0; i < Count; i++) Actions[i] = Create(random);

        for (var i = 0; i < Sources; i++) _sources.GetOrAdd(new Source(PeerId.NewRandom(), (ulong)i));
        _context = new ReplayContext(StoreId.Create(table.StoreName, ""), _sources);
        Entries = new LogEntry[Count];
        for (var i = 0; i < Count; i++) Entries[i] = Entry(Actions[i], FirstTime + (ulong)i, (ulong)i, i % Sources);

        _log = NewLog();
    }

    public object[] Actions { get; }

    public LogEntry[] Entries { get; }

    /// <summary>Folds the log as one stretch.</summary>
    public TState Fold()
    {
        var state = _table.InitialState;
        ReplayLog<TState>.Fold(_table, Entries, ref state, _context, static (in _, exception) => throw exception);
        return state;
    }

    /// <summary>Merges one update that belongs before all others: everything is rewound and replayed, checkpoints included.</summary>
    public TState MergeOneLate()
    {
        var late = Entry(Actions[0], FirstTime - ++_late, _late + Count, (int)(_late % Sources));
        _log.Merge(new Span<LogEntry>(ref late));
        if (_late % 512 == 0) _log.Remove(static entry => entry.Time < FirstTime);
        return _log.State;
    }

    private ReplayLog<TState> NewLog()
    {
        var log = new ReplayLog<TState>(_table, new StampOrder(_sources), _context, static (_, exception) => throw exception);
        log.Merge(Entries.AsSpan().ToArray());
        return log;
    }

    private LogEntry Entry(object action, ulong time, ulong sequence, int source) =>
        new(action, _table.Kinds.IndexOf(action.GetType().Name), time, sequence, wallClock: 0, source);

    private static object Create(Random random) => random.Next(8) switch
    {
        0 => new Deposited(random.Next(100)),
        1 => new Withdrawn(random.Next(100)),
        2 => new Renamed(random.Next(100).ToString(System.Globalization.CultureInfo.InvariantCulture)),
        3 => new Flagged(random.Next(2) == 0),
        4 => new Scaled(random.Next(3)),
        5 => new Assigned(Guid.NewGuid()),
        6 => new Moved(random.Next(10), random.Next(10)),
        _ => new Cleared(),
    };
}
