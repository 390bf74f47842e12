using System.Collections.Immutable;
using System.Globalization;
using Scuttlegen.Runtime;

namespace Scuttlegen.Tests.History;

/// <summary>
/// Selective replay (R2, R3, R5) and commuting kinds (R4) against their definition: a fold of everything from the start, on random logs of random
/// stores.
/// </summary>
public class SelectiveReplayTests
{
    private const int Logs = 100_000;
    private static readonly StoreId Store = StoreId.Create("mosaic", "");

    [Fact]
    public void Random_logs_of_random_stores_end_as_if_everything_were_folded_from_the_start() =>
        Parallel.For(0, Logs, static seed => new Run(seed, commuting: seed % 3 == 0).Check());

    [Fact]
    public void An_update_of_a_slice_that_nothing_later_touches_is_all_that_is_folded()
    {
        var counted = new Counted(Slice(0, (value, _) => value + 1), Slice(1, (value, _) => value + 1));
        counted.AppendMany(10_000, kind: 0);
        Assert.Equal(1, counted.FoldedBy(time: 1, kind: 1));
        Assert.Equal([10_000, 1, 0, 0, 0], counted.State);
    }

    [Fact]
    public void A_late_update_that_returns_its_input_replays_nothing()
    {
        var counted = new Counted(Slice(0, (value, _) => value + 1), Slice(0, (value, _) => value));
        counted.AppendMany(10_000, kind: 0);
        Assert.InRange(counted.FoldedBy(time: 3, kind: 1), 1, 2);
    }

    [Fact]
    public void A_replay_stops_at_the_checkpoint_where_the_state_is_what_it_was()
    {
        // The second kind is forgotten at the next update of the first.
        var counted = new Counted(Slice(0, (_, time) => (int)time), Slice(0, (value, _) => value + 1));
        counted.AppendMany(10_000, kind: 0);
        Assert.InRange(counted.FoldedBy(time: (2 * 9_000) + 1, kind: 1), 2, 1000 / 4 * 2);
        Assert.Equal(20_000, counted.State[0]);
    }

    [Fact]
    public void A_guard_that_reads_what_changed_draws_in_all_that_its_kind_writes()
    {
        // The guard of the first kind depends on the second slice.
        var counted = new Counted(Slice(0, (value, _) => value + 1) with { GuardReads = 0b10 }, Slice(1, (value, _) => value + 1));
        counted.AppendMany(1000, kind: 0);
        Assert.Equal(1001, counted.FoldedBy(time: 1, kind: 1));
    }

    [Fact]
    public void Commuting_updates_are_applied_to_each_later_checkpoint_and_to_the_head()
    {
        var counted = new Counted(Slice(0, (value, _) => value + 1) with { Commutes = true });
        counted.AppendMany(100_000, kind: 0);
        var checkpoints = counted.Log.CheckpointCount;
        Assert.Equal(checkpoints, counted.FoldedBy(time: 1, kind: 0));
        Assert.Equal(100_001, counted.State[0]);
        Assert.Equal(checkpoints, counted.Log.CheckpointCount);
    }

    [Fact]
    public void A_kind_that_has_thrown_is_no_longer_applied_in_place()
    {
        // Each adds, but not before the first.
        var counted = new Counted(Slice(0, (value, time) => value > 0 || time == 200 ? value + 1 : throw new InvalidOperationException("too early")) with { Commutes = true });
        counted.AppendMany(1000, kind: 0);
        counted.FoldedBy(time: 1, kind: 0);
        Assert.Equal(901, counted.State[0]);
    }

    [Fact]
    public void A_kind_is_not_applied_in_place_where_another_that_does_not_commute_touches_what_it_writes()
    {
        var counted = new Counted(Slice(0, (value, _) => value + 1) with { Commutes = true }, Slice(0, (_, _) => 0));
        counted.AppendMany(1000, kind: 0);
        counted.AppendMany(1, kind: 1);
        counted.FoldedBy(time: 1, kind: 0);
        Assert.Equal(0, counted.State[0]);
    }

    [Fact]
    public void Want_of_memory_or_stack_halts_the_history_also_where_a_type_initializer_wraps_it()
    {
        var counted = new Counted(
            Slice(0, (value, _) => value + 1),
            Slice(0, (_, _) => throw new TypeInitializationException("Table", new InsufficientExecutionStackException())));
        counted.AppendMany(10, kind: 0);
        counted.FoldedBy(time: 5, kind: 1);
        Assert.IsType<TypeInitializationException>(counted.Log.Halt);
        Assert.Equal(10, counted.State[0]);
    }

    /// <summary>Late updates anywhere, more than half as many as the log was long: none makes the next dearer.</summary>
    [Fact]
    public void Late_updates_stay_as_dear_as_the_log_after_them_is_long()
    {
        const int count = 2000;
        var counted = new Counted(Slice(0, (value, time) => (value * 31) + (int)time));
        for (var i = 1UL; i <= count; i++) counted.AppendAt(i << 32);
        var random = new Random(1);
        for (var round = 0; round < 4; round++)
        {
            var (rewound, replayed) = (counted.Log.UpdatesRewound, counted.Log.UpdatesReplayed);
            for (var i = 0; i < 200; i++) counted.FoldedBy(time: ((ulong)random.Next(1, count) << 32) + (ulong)random.Next(1, int.MaxValue), kind: 0);
            Assert.InRange(counted.Log.UpdatesReplayed - replayed, 0, ((counted.Log.UpdatesRewound - rewound) * 3 / 2) + (200 * 130));
        }

        // Many at one place, and many just before the head.
        foreach (var place in new ulong[] { 100, count / 2, count - 1 })
        {
            var (rewound, replayed) = (counted.Log.UpdatesRewound, counted.Log.UpdatesReplayed);
            for (var i = 0UL; i < 200; i++) counted.FoldedBy(time: (place << 32) + (i * 3) + 1, kind: 0);
            Assert.InRange(counted.Log.UpdatesReplayed - replayed, 0, ((counted.Log.UpdatesRewound - rewound) * 3 / 2) + (200 * 200));
        }

        Assert.InRange(counted.Log.CheckpointCount, 1, 100);
    }

    /// <summary>Whatever is done to a log, in whatever order and with checkpoints however dense, and views of it taken before.</summary>
    [Fact]
    public void Any_interleaving_of_all_that_is_done_to_a_log_ends_as_the_fold() =>
        Parallel.For(0, Logs / 500, static seed => new Run(seed, commuting: seed % 3 == 0).CheckInterleaved());

    private static MosaicKind Slice(int slice, Func<int, ulong, int> reduce) => new(0, 1UL << slice, 0, 0, 0, false, false) { Reducer = reduce };

    private sealed class Counted
    {
        private readonly MosaicTable _table;
        private ulong _sequence;

        public Counted(params MosaicKind[] kinds)
        {
            var sources = new SourceTable();
            sources.GetOrAdd(default);
            _table = new MosaicTable([.. kinds]);
            Log = new ReplayLog<ImmutableArray<int>>(_table, new StampOrder(sources), new ReplayContext(Store, sources), static (_, _) => { });
        }

        public ReplayLog<ImmutableArray<int>> Log { get; }

        public ImmutableArray<int> State => Log.State;

        /// <summary>At times 2, 4, 6, ….</summary>
        public void AppendMany(int count, int kind)
        {
            var last = _sequence;
            for (var i = 1UL; i <= (ulong)count; i++) Log.Append(new LogEntry(this, kind, 2 * (last + i), ++_sequence, 0, 0));
        }

        public void AppendAt(ulong time) => Log.Append(new LogEntry(this, 0, time, ++_sequence, 0, 0));

        public int FoldedBy(ulong time, int kind)
        {
            var before = _table.Folded;
            Log.Merge(new[] { new LogEntry(this, kind, time, ++_sequence, 0, 0) });
            return _table.Folded - before;
        }
    }

    private sealed class Run
    {
        private readonly Random _random;
        private readonly int _seed;
        private readonly bool _commuting;
        private readonly SourceTable _sources = new();

        public Run(int seed, bool commuting)
        {
            _random = new Random(seed);
            _seed = seed;
            _commuting = commuting;
            for (byte i = 0; i < 3; i++)
            {
                var id = new byte[PeerId.Size];
                id[0] = (byte)(9 - i);
                _sources.GetOrAdd(new Source(new PeerId(id), 0));
            }
        }

        public void Check()
        {
            var kinds = Enumerable.Range(0, 2 + _random.Next(5)).Select(_ => DrawKind()).ToImmutableArray();
            if (_commuting) kinds = kinds.Add(new MosaicKind(0, 0b10000, 0, 0, _random.Next(3), Throws: false, Commutes: true));
            var order = new StampOrder(_sources);
            var log = new ReplayLog<ImmutableArray<int>>(
                new MosaicTable(kinds), order, new ReplayContext(Store, _sources), static (_, _) => { }, checkpointInterval: 4);

            // What arrives in a row is mostly of few kinds: else every merge touches everything.
            var rest = Enumerable.Range(1, 30 + _random.Next(90)).Select(time => (ulong)time).ToList();
            var all = new List<LogEntry>();
            while (rest.Count > 0)
            {
                var kind = _random.Next(kinds.Length);
                var incoming = new List<LogEntry>();
                for (var n = 1 + _random.Next(_random.Next(4) == 0 ? 40 : 4); n > 0 && rest.Count > 0; n--)
                {
                    var i = _random.Next(3) == 0 ? _random.Next(rest.Count) : 0;
                    if (all.Count == 0) kind = _random.Next(kinds.Length);
                    incoming.Add(new LogEntry(this, _random.Next(20) == 0 ? LogEntry.NoKind : kind, rest[i], rest[i], 0, _random.Next(3)));
                    if (_random.Next(5) == 0) kind = _random.Next(kinds.Length);
                    rest.RemoveAt(i);
                }

                all.AddRange(incoming);
                if (_random.Next(10) == 0 && incoming.TrueForAll(entry => log.Count == 0 || entry.Time > all.SkipLast(incoming.Count).Max(e => e.Time)))
                {
                    foreach (var entry in incoming.OrderBy(entry => entry.Time)) log.Append(in entry);
                }
                else
                {
                    log.Merge(incoming.ToArray());
                }

                if (rest.Count == 0 || _random.Next(4) == 0) CheckAgainstFold(log, kinds, all, order);
            }
        }

        public void CheckInterleaved()
        {
            var kinds = Enumerable.Range(0, 2 + _random.Next(5)).Select(_ => DrawKind()).ToImmutableArray();
            if (_commuting) kinds = kinds.Add(new MosaicKind(0, 0b10000, 0, 0, _random.Next(3), Throws: false, Commutes: true));
            var order = new StampOrder(_sources);
            var table = new MosaicTable(kinds);
            var log = new ReplayLog<ImmutableArray<int>>(table, order, new ReplayContext(Store, _sources), static (_, _) => { }, 1 + _random.Next(64));
            var all = new List<LogEntry>();
            var views = new List<(History<ImmutableArray<int>> View, LogEntry[] Entries)>();
            var haltsAt = _random.Next(4) == 0 ? _random.Next(30) : -1;
            LogEntry[] Draw(int most)
            {
                var kind = _random.Next(kinds.Length);
                return
                [
                    .. Enumerable.Range(0, _random.Next(1, most + 1))
                        .Select(_ => new LogEntry(this, _random.Next(20) == 0 ? LogEntry.NoKind : _random.Next(4) == 0 ? _random.Next(kinds.Length) : kind, (ulong)_random.Next(1, 400), (ulong)_random.Next(1, 100), 0, _random.Next(3)))
                        .DistinctBy(e => (e.Time, e.Source)).Where(e => !all.Exists(other => other.Time == e.Time && other.Source == e.Source)),
                ];
            }

            if (_random.Next(4) == 0)
            {
                var loaded = Draw(60);
                all.AddRange(loaded);
                log.Load(loaded.ToArray());
                var source = _random.Next(3);
                var more = Draw(10).Where(e => e.Source != source).ToArray();
                all.RemoveAll(e => e.Source == source);
                all.AddRange(more);
                log.ReplaceLoaded(e => e.Source == source, more.ToArray());
                log.Loaded();
            }

            for (var step = 0; step < 30; step++)
            {
                if (step == haltsAt) log.HaltBecause(new InsufficientExecutionStackException());
                switch (_random.Next(8))
                {
                    case 0:
                        var (low, source) = ((ulong)_random.Next(400), _random.Next(3));
                        bool Match(LogEntry e) => e.Source == source && e.Time > low && e.Time < low + 40;
                        all.RemoveAll(Match);
                        log.Remove(Match);
                        break;
                    case 1:
                        var (from, of) = ((ulong)_random.Next(400), _random.Next(3));
                        bool Replaced(LogEntry e) => e.Source == of && e.Time > from && e.Time < from + 60;
                        var incoming = _random.Next(3) == 0 ? [] : Draw(10);
                        all.RemoveAll(Replaced);
                        all.AddRange(incoming);
                        log.Replace(Replaced, incoming.ToArray());
                        break;
                    case 2 or 3:
                        foreach (var entry in Draw(20).Order(order).Where(e => all.Count == 0 || order.Compare(all.Max(order), e) < 0))
                        {
                            all.Add(entry);
                            log.Append(in entry);
                        }

                        break;
                    default:
                        var late = Draw(_random.Next(3) == 0 ? 80 : 4);
                        all.AddRange(late);
                        log.Merge(late.ToArray());
                        break;
                }

                Assert.Equal(all.Count, log.Count);
                if (log.Halt is null) CheckAgainstFold(log, kinds, all, order);
                if (_random.Next(6) == 0)
                    views.Add((new History<ImmutableArray<int>>(table, Store, _sources, log.View(), log.CopyCheckpoints(), log.State), [.. all.Order(order)]));
            }

            foreach (var (view, entries) in views)
            {
                var states = new List<ImmutableArray<int>>();
                var state = table.InitialState;
                foreach (var entry in entries)
                {
                    ReplayLog<ImmutableArray<int>>.Fold(table, [entry], ref state, new ReplayContext(Store, _sources), static (in _, _) => true);
                    states.Add(state);
                }

                Assert.Equal(entries.Select(e => e.Time), view.Select(u => u.Stamp.Time));
                Assert.Equal(states.Select(s => string.Join(' ', s)), view.WithStates().Select(u => string.Join(' ', u.State)));
                Assert.Equal(states.AsEnumerable().Reverse().Select(s => string.Join(' ', s)), view.WithStatesBackwards().Select(u => string.Join(' ', u.State)));
                for (var i = 0; i < entries.Length; i += 7)
                    Assert.Equal(string.Join(' ', states[i]), string.Join(' ', view.StateAt(new Stamp(entries[i].Time, _sources[entries[i].Source]))));
            }
        }

        /// <summary>The last slice belongs to the commuting kinds if there are any: nothing else may touch it.</summary>
        private MosaicKind DrawKind()
        {
            var slices = _commuting ? 0b01111UL : 0b11111UL;
            ulong Draw(int chance) => _random.Next(chance) == 0 ? (ulong)_random.Next(32) & (ulong)_random.Next(32) & slices : 0;
            var guard = Draw(4);
            var own = (1UL << _random.Next(_commuting ? 4 : 5)) | Draw(4);
            var root = Draw(6);
            return new MosaicKind(guard, own, root == 0 ? 0 : Draw(1), root, _random.Next(1000), Throws: _random.Next(4) == 0, Commutes: false);
        }

        private void CheckAgainstFold(ReplayLog<ImmutableArray<int>> log, ImmutableArray<MosaicKind> kinds, List<LogEntry> all, StampOrder order)
        {
            var sorted = all.Order(order).ToArray();
            var table = new MosaicTable(kinds);
            var context = new ReplayContext(Store, _sources);
            var state = table.InitialState;
            var position = 0;
            foreach (var checkpoint in log.CopyCheckpoints().Append(new Checkpoint<ImmutableArray<int>>(sorted.Length, log.State)))
            {
                ReplayLog<ImmutableArray<int>>.Fold(table, sorted.AsSpan()[position..checkpoint.Position], ref state, context, static (in _, _) => true);
                position = checkpoint.Position;
                if (!state.SequenceEqual(checkpoint.State))
                {
                    Assert.Fail(string.Create(
                        CultureInfo.InvariantCulture,
                        $"seed {_seed}: after {position} of {sorted.Length} updates [{string.Join(' ', state)}] was expected, [{string.Join(' ', checkpoint.State)}] found; kinds: {string.Join("; ", kinds)}"));
                }
            }
        }
    }
}
