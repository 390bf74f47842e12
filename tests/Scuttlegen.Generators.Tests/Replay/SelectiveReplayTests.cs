using System.Globalization;
using Scuttlegen.Generators.Tests.Fixtures;
using Scuttlegen.Runtime;

namespace Scuttlegen.Generators.Tests.Replay;

/// <summary>Generated tables under late updates: what selective replay reaches equals the fold from the start (R2 to R5).</summary>
public sealed class SelectiveReplayTests
{
    private const int Logs = 4000;
    private static readonly StoreId Store = StoreId.Create("mill", "");

    [Fact]
    public void Facts_say_what_kinds_read_and_write()
    {
        // In ordinal order: Grain, Paint, Reversals, Sack, Tax, Visitors.
        var facts = MillStore.Table.Kinds.Zip(MillStore.Table.Facts).ToDictionary(StringComparer.Ordinal);
        Assert.Equal(new KindFacts(0, 0b001000), facts["Emptied"]);
        Assert.Equal(new KindFacts(0, 0b001001), facts["Ground"]);
        Assert.Equal(new KindFacts(0, 0b000010), facts["Painted"]);
        Assert.Equal(new KindFacts(0b011010, 0b010000), facts["Weighed"]);
        Assert.Equal(new KindFacts(0b000101, 0b000101), facts["Swapped"]);
        Assert.Equal(new KindFacts(0b001000, 0b010000), facts["Tithed"]);
        Assert.Equal(new KindFacts(0, 0b100000, Commutes: true), facts["Visited"]);
        Assert.Equal(new KindFacts(0b001001, 0b001010), facts["Sifted"]);
        Assert.Equal(new KindFacts(0b011010, 0b000100), facts["Stamped"]);
    }

    [Fact]
    public void A_root_level_reducer_that_hides_what_it_does_reads_and_writes_everything()
    {
        Assert.Equal(new KindFacts(KindFacts.AllSlices, KindFacts.AllSlices), GameStore.Table.Facts[GameStore.Table.Kinds.IndexOf("Failed")]);
        Assert.All(BentStore.Table.Facts, facts => Assert.Equal(KindFacts.AllSlices, facts.Writes));
    }

    [Fact]
    public void Late_updates_end_as_if_everything_were_folded_from_the_start() => Parallel.For(0, Logs, static seed => new Run<Mill>(MillStore.Table, seed).Check());

    [Fact]
    public void So_they_do_where_a_root_level_reducer_may_touch_anything() => Parallel.For(0, Logs / 8, static seed => new Run<Game>(GameStore.Table, seed).Check());

    [Fact]
    public void Slices_that_cannot_change_are_not_folded()
    {
        var table = MillStore.Table;
        var state = Mill.Initial;
        var position = 0;
        LogEntry[] entries = [Entry(table, new Ground(1), 1), Entry(table, new Painted(Color.Green), 2), Entry(table, new Swapped(), 3)];
        table.ReplaySlices(entries, ref position, ref state, new ReplayContext(Store, Sources()), 0b000010);
        Assert.Equal(3, position);
        Assert.True(table.AreIdentical(Mill.Initial with { Paint = Color.Green }, state, KindFacts.AllSlices));
    }

    [Fact]
    public void When_a_reducer_throws_the_entry_and_the_state_before_it_remain()
    {
        var table = MillStore.Table;
        var state = Mill.Initial;
        var position = 0;
        LogEntry[] entries = [Entry(table, new Ground(1), 1), Entry(table, new Ground(9), 2)];
        Assert.Throws<InvalidOperationException>(() => table.ReplaySlices(entries, ref position, ref state, new ReplayContext(Store, Sources()), 0b000001));
        Assert.Equal((1, 2), (position, state.Grain));
        Assert.Same(Sack.Initial, state.Sack);
    }

    private static LogEntry Entry<TState>(ReplayTable<TState> table, object action, ulong time, int source = 0) =>
        new(action, table.Kinds.IndexOf(action.GetType().Name), time, time, 0, source);

    private static SourceTable Sources()
    {
        var sources = new SourceTable();
        for (byte i = 0; i < 3; i++)
        {
            var id = new byte[PeerId.Size];
            id[0] = (byte)(9 - i);
            sources.GetOrAdd(new Source(new PeerId(id), 0));
        }

        return sources;
    }

    private sealed class Run<TState>(ReplayTable<TState> table, int seed)
    {
        private readonly Random _random = new(seed);
        private readonly SourceTable _sources = Sources();

        public void Check()
        {
            var order = new StampOrder(_sources);
            var log = new ReplayLog<TState>(table, order, new ReplayContext(Store, _sources), static (_, _) => { }, checkpointInterval: 4);
            var rest = Enumerable.Range(1, 20 + _random.Next(80)).Select(time => (ulong)time).ToList();
            var all = new List<LogEntry>();
            while (rest.Count > 0)
            {
                var action = Draw();
                var incoming = new List<LogEntry>();
                for (var n = 1 + _random.Next(_random.Next(4) == 0 ? 30 : 4); n > 0 && rest.Count > 0; n--)
                {
                    var i = _random.Next(3) == 0 ? _random.Next(rest.Count) : 0;
                    incoming.Add(Entry(table, action, rest[i], _random.Next(3)));
                    rest.RemoveAt(i);
                    if (_random.Next(5) == 0 || all.Count == 0) action = Draw();
                }

                all.AddRange(incoming);
                log.Merge(incoming.ToArray());
                CheckAgainstFold(log, all.Order(order).ToArray());
            }
        }

        private object Draw() => typeof(TState) == typeof(Mill)
            ? _random.Next(12) switch
            {
                0 => new Ground(_random.Next(4)),
                1 => new Poured(_random.Next(4)),
                2 => new Weighed(_random.Next(5)),
                3 => new Emptied(),
                4 => new Painted((Color)_random.Next(2)),
                5 => new Swapped(),
                6 => new Tithed(_random.Next(4)),
                7 or 8 => new Sifted(_random.Next(5)),
                9 => new Stamped(_random.Next(4)),
                _ => new Visited(_random.Next(100)),
            }
            : _random.Next(6) switch
            {
                0 => new Incremented(_random.Next(3)),
                1 => new Rolled(1 + _random.Next(6)),
                2 => new Failed(_random.Next(2) == 0),
                _ => new Untouched(),
            };

        private void CheckAgainstFold(ReplayLog<TState> log, LogEntry[] sorted)
        {
            var state = table.InitialState;
            var context = new ReplayContext(Store, _sources);
            var position = 0;
            foreach (var checkpoint in log.CopyCheckpoints().Append(new Checkpoint<TState>(sorted.Length, log.State)))
            {
                ReplayLog<TState>.Fold(table, sorted.AsSpan()[position..checkpoint.Position], ref state, context, static (in _, _) => true);
                position = checkpoint.Position;
                if (table.AreIdentical(state, checkpoint.State, KindFacts.AllSlices)) continue;
                Assert.Fail(string.Create(CultureInfo.InvariantCulture, $"seed {seed}: after {position} of {sorted.Length} updates {state} was expected, {checkpoint.State} found"));
            }
        }
    }
}
