using CsCheck;
using Scuttlegen.Runtime;

namespace Scuttlegen.Tests.History;

/// <summary>The log against its definition: sort all updates by stamp, fold them from the start.</summary>
public class ReplayLogTests
{
    private static readonly StoreId Store = StoreId.Create("log", "");

    private sealed class Fixture
    {
        private readonly List<LogEntry> _all = [];
        private readonly SourceTable _sources = new();
        private readonly ulong[] _sequences;
        private readonly LedgerTable _table = new();

        public Fixture(int sources)
        {
            _sequences = new ulong[sources];
            for (var i = 0; i < sources; i++)
            {
                var id = new byte[PeerId.Size];

                // Against the order of their indices, so that an order by index would show.
                id[0] = (byte)(200 - i);
                _sources.GetOrAdd(new Source(new PeerId(id), 0));
            }

            Order = new StampOrder(_sources);
            Log = new ReplayLog<Ledger>(_table, Order, new ReplayContext(Store, _sources), (_, _) => Thrown++);
        }

        public ReplayLog<Ledger> Log { get; }

        public StampOrder Order { get; }

        public int Thrown { get; private set; }

        public LogEntry Entry(ulong time, int source, int choice)
        {
            var (kind, action) = (choice % 10) switch
            {
                < 4 => (LedgerTable.AddedKind, (object)new Added(choice)),
                < 7 => (LedgerTable.MultipliedKind, new Multiplied((choice % 5) - 2)),
                7 => (LedgerTable.NotedKind, new Noted($"n{choice}")),
                8 => (LedgerTable.FailedKind, new Failed()),
                _ => (LogEntry.NoKind, null!),
            };
            return new LogEntry(action, kind, time, ++_sequences[source], 1000 + choice, source);
        }

        public void Merge(params LogEntry[] entries)
        {
            _all.AddRange(entries);
            Log.Merge(entries.AsSpan());
        }

        public void Append(LogEntry entry)
        {
            _all.Add(entry);
            Log.Append(in entry);
        }

        public void Remove(Predicate<LogEntry> match)
        {
            _all.RemoveAll(match);
            Log.Remove(match);
        }

        public void Check()
        {
            _all.Sort(Order);
            var held = Log.View().Stretches.SelectMany(stretch => stretch.ToArray()).ToList();
            Assert.Equal(_all.Select(entry => (entry.Time, entry.Source)), held.Select(entry => (entry.Time, entry.Source)));
            Assert.Equal(_all.Count, Log.Count);

            var state = Ledger.Initial;
            ReplayLog<Ledger>.Fold(_table, _all.ToArray(), ref state, new ReplayContext(Store, _sources), static (in _, _) => true);
            Assert.True(state.SameAs(Log.State), $"{state.Value} was expected, {Log.State.Value} found, after {_all.Count} updates");
        }
    }

    [Fact]
    public void Whatever_the_order_of_arrival_the_state_is_the_fold_in_stamp_order() =>
        Gen.Select(Gen.Select(Gen.ULong[1, 400], Gen.Int[0, 3], Gen.Int[0, 1000]).Array[1, 400], Gen.Int[1, 40]).Sample(
            (draws, perBatch) =>
            {
                var fixture = new Fixture(4);
                foreach (var batch in draws.DistinctBy(draw => (draw.Item1, draw.Item2)).Chunk(perBatch))
                {
                    fixture.Merge([.. batch.Select(draw => fixture.Entry(draw.Item1, draw.Item2, draw.Item3))]);
                    fixture.Check();
                }
            },
            iter: 100);

    [Fact]
    public void Late_updates_are_found_a_place_in_a_long_log()
    {
        var fixture = new Fixture(2);
        for (var i = 1UL; i <= 20_000; i++) fixture.Append(fixture.Entry(2 * i, 0, (int)i % 7));
        fixture.Merge(fixture.Entry(1, 1, 5));
        fixture.Check();
        fixture.Merge([.. Enumerable.Range(1, 1000).Select(i => fixture.Entry((40 * (ulong)i) + 1, 1, i % 7))]);
        fixture.Check();
        Assert.Equal(2, fixture.Log.Rewinds);
        Assert.Equal(20_000 + 19_980, fixture.Log.UpdatesRewound);
    }

    [Fact]
    public void A_batch_of_late_updates_is_one_rewind()
    {
        var fixture = new Fixture(2);
        for (var i = 1UL; i <= 1000; i++) fixture.Append(fixture.Entry(2 * i, 0, 1));
        fixture.Merge([.. Enumerable.Range(900, 50).Select(i => fixture.Entry((2 * (ulong)i) + 1, 1, 1))]);
        Assert.Equal(1, fixture.Log.Rewinds);
        Assert.InRange(fixture.Log.UpdatesReplayed, 150, 150 + 64);
    }

    [Fact]
    public void Updates_in_order_rewind_nothing()
    {
        var fixture = new Fixture(2);
        for (var i = 1UL; i <= 500; i++) fixture.Merge(fixture.Entry(i, (int)(i % 2), (int)i));
        fixture.Check();
        Assert.Equal(0, fixture.Log.Rewinds);
    }

    [Fact]
    public void Removed_updates_leave_no_trace()
    {
        var fixture = new Fixture(2);
        for (var i = 1UL; i <= 3000; i++) fixture.Append(fixture.Entry(i, (int)(i % 2), (int)i));
        var before = fixture.Log.View();
        fixture.Remove(entry => entry.Source == 1 && entry.Sequence > 1000);
        fixture.Check();
        fixture.Append(fixture.Entry(4000, 0, 3));
        fixture.Check();
        Assert.Equal(3000, before.Stretches.Sum(stretch => stretch.Length));
        Assert.Equal(Enumerable.Range(1, 3000).Select(i => (ulong)i), before.Stretches.SelectMany(stretch => stretch.ToArray()).Select(entry => entry.Time));
    }

    [Fact]
    public void Checkpoints_stay_few_however_often_the_log_is_rewound()
    {
        var fixture = new Fixture(2);
        for (var i = 1UL; i <= 100_000; i++) fixture.Append(fixture.Entry(2 * i, 0, 1));
        Assert.InRange(fixture.Log.CheckpointCount, 10, 80);
        for (var i = 0UL; i < 200; i++) fixture.Merge(fixture.Entry((i * 997) + 1, 1, 1));
        Assert.InRange(fixture.Log.CheckpointCount, 10, 80);
        fixture.Check();
    }

    /// <summary>The distance rewound beyond what is undone stays a fraction of it.</summary>
    [Fact]
    public void A_checkpoint_is_never_far()
    {
        const int count = 100_000;
        for (var back = 1; back < count; back *= 3)
        {
            var fixture = new Fixture(2);
            for (var i = 1UL; i <= count; i++) fixture.Append(fixture.Entry(2 * i, 0, 1));
            fixture.Merge(fixture.Entry((2 * (ulong)(count - back)) + 1, 1, 1));
            Assert.InRange(fixture.Log.UpdatesReplayed, back + 1, (back * 1.5) + 130);
        }
    }

    [Fact]
    public void A_reducer_that_throws_makes_its_update_a_no_op()
    {
        var fixture = new Fixture(1);
        fixture.Append(fixture.Entry(1, 0, 3));
        fixture.Append(fixture.Entry(2, 0, 8));
        fixture.Append(fixture.Entry(3, 0, 2));
        fixture.Check();
        Assert.Equal(1 + 3 + 2, fixture.Log.State.Value);
        Assert.Equal(1, fixture.Thrown);
    }
}
