using Scuttlegen.Runtime;

namespace Scuttlegen;

/// <summary>
/// One replay after late updates were merged (R1, R2): folds only the slices that can change, from the nearest checkpoint on, and stops wherever the
/// new states equal the old ones and no late update is left.
/// </summary>
/// <remarks>
/// The old states are those at the checkpoints and at the old head, each now further up the log by the late updates that came before it. While the
/// new state equals the old one the log between is skipped, up to the checkpoint before the next late update.
/// </remarks>
internal ref struct Rewind<TState>
{
    private readonly ReplayTable<TState> _table;
    private readonly ReplayContext _context;
    private readonly IReadOnlyList<LogChunk> _chunks;
    private readonly ReadOnlySpan<int> _late;
    private readonly ulong _changing;
    private readonly ulong _needed;
    private readonly Span<Checkpoint<TState>> _old;
    private readonly ReducerThrewHandler _threw;

    private int _next;
    private int _position;
    private TState _state;
    private int _chunk;
    private int _chunkStart;

    /// <param name="table">The store's reducers.</param>
    /// <param name="context">Handed to the reducers.</param>
    /// <param name="chunks">The log, merged.</param>
    /// <param name="late">Where in it the late updates are, in ascending order.</param>
    /// <param name="changing">The slices that can change.</param>
    /// <param name="needed">The slices to fold for that.</param>
    /// <param name="old">
    /// The last checkpoint before the late updates, those after it, and the old head, at their new positions, with their old states. Overwritten with the new states.
    /// </param>
    /// <param name="threw">Called when a reducer throws; says whether to go on.</param>
    public Rewind(
        ReplayTable<TState> table,
        ReplayContext context,
        IReadOnlyList<LogChunk> chunks,
        ReadOnlySpan<int> late,
        ulong changing,
        ulong needed,
        Span<Checkpoint<TState>> old,
        ReducerThrewHandler threw)
    {
        _table = table;
        _context = context;
        _chunks = chunks;
        _late = late;
        _changing = changing;
        _needed = needed;
        _old = old;
        _threw = threw;
        _state = old[0].State;
        _position = old[0].Position;
    }

    /// <summary>How many updates were folded.</summary>
    public int Folded { get; private set; }

    /// <returns>Whether it is through; <see langword="false"/> if a reducer threw and that is where to stop.</returns>
    public bool Run()
    {
        // The state at the checkpoint before `_next` is the old one, there is a late update to come.
        var checkpoint = 1;
        var isEqual = true;
        while (checkpoint < _old.Length)
        {
            if (isEqual)
            {
                if (_next == _late.Length) return true;
                while (checkpoint < _old.Length && _old[checkpoint].Position <= _late[_next]) checkpoint++;
                if (checkpoint == _old.Length) return true;
                Jump(_old[checkpoint - 1]);
                if (!FoldLate(out isEqual)) return false;
                continue;
            }

            ref var old = ref _old[checkpoint++];
            if (!FoldTo(old.Position)) return false;
            while (_next < _late.Length && _late[_next] < old.Position) _next++;
            if (_table.AreIdentical(old.State, _state, _changing)) isEqual = true;
            else old = old with { State = _table.Combine(old.State, _state, _changing) };
        }

        return true;
    }

    /// <summary>Goes on from a checkpoint whose state stands.</summary>
    private void Jump(Checkpoint<TState> to)
    {
        if (to.Position <= _position) return;
        (_position, _state) = to;
    }

    /// <summary>Folds up to the next late update and those that follow it without a gap.</summary>
    private bool FoldLate(out bool changedNothing)
    {
        changedNothing = false;
        if (!FoldTo(_late[_next])) return false;
        var before = _state;
        var end = _position;
        for (; _next < _late.Length && _late[_next] == end; _next++) end++;
        if (!FoldTo(end)) return false;
        changedNothing = _table.AreIdentical(before, _state, _changing);
        return true;
    }

    private bool FoldTo(int end)
    {
        while (_position < end)
        {
            while (_position >= _chunkStart + _chunks[_chunk].Count) _chunkStart += _chunks[_chunk++].Count;
            var chunk = _chunks[_chunk];
            var stop = Math.Min(end, _chunkStart + chunk.Count);
            if ((chunk.Writes & _needed) != 0)
            {
                Folded += stop - _position;
                if (!Fold(chunk.Span[(_position - _chunkStart)..(stop - _chunkStart)])) return false;
            }

            _position = stop;
        }

        return true;
    }

    private bool Fold(ReadOnlySpan<LogEntry> entries) =>
        ReplayLog<TState>.Fold(_table, entries, ref _state, _context, _threw, _needed);
}
