using Scuttlegen.Generators.Tests.Fixtures;
using Scuttlegen.Runtime;

namespace Scuttlegen.Generators.Tests.Replay;

/// <summary>The generated replay loop, run on entries of our own.</summary>
public sealed class ReplayTests
{
    private static readonly SourceTable Sources = CreateSources();

    [Fact]
    public void Folds_a_root_state()
    {
        var (state, position) = Run(TallyStore.Table, new Incremented(2), new Incremented(3));
        Assert.Equal((new Tally(5), 2), (state, position));
    }

    [Fact]
    public void Kinds_are_in_ordinal_order()
    {
        Assert.Equal(["Failed", "Incremented", "Rolled", "Untouched", "renamed"], GameStore.Table.Kinds);
        Assert.Equal("tally", TallyStore.Table.StoreName);
        Assert.Equal("GameStore", GameStore.Table.StoreName);
    }

    [Fact]
    public void A_reducer_of_an_ambiguous_type_serves_the_slice_it_names()
    {
        var (state, _) = Run(GameStore.Table, new Incremented(2));
        Assert.Equal((2, 0, 1), (state.Left.Value, state.Right.Value, state.Turns));
        Assert.Equal(["+2"], state.Log.Lines);
    }

    [Fact]
    public void The_root_reducer_sees_the_slices_replaced()
    {
        var (state, _) = Run(GameStore.Table, new Rolled(6));
        Assert.Equal(1, state.Turns);
    }

    [Fact]
    public void Each_reducer_draws_from_its_own_stream_and_sees_its_update()
    {
        var (state, _) = Run(GameStore.Table, new Rolled(1 << 30));
        Assert.StartsWith("1:", state.Log.Lines[0], StringComparison.Ordinal);
        Assert.NotEqual($"1:{state.Score}", state.Log.Lines[0]);
    }

    [Fact]
    public void A_composed_root_begins_with_its_slices_initial_values()
    {
        var initial = GameStore.Table.InitialState;
        Assert.Same(Tally.Initial, initial.Left);
        Assert.Same(Log.Initial, initial.Log);
        Assert.Equal(100, initial.Score);
    }

    [Fact]
    public void Slices_that_return_their_input_leave_the_root_as_it_was()
    {
        var before = GameStore.Table.InitialState;
        var state = before;
        var position = 0;
        GameStore.Table.Replay(Entries(GameStore.Table, new Untouched()), ref position, ref state, Context());
        Assert.Same(before, state);
    }

    [Theory]
    [InlineData(false, "slice")]
    [InlineData(true, "root")]
    public void When_a_reducer_throws_the_entry_and_the_state_before_it_remain(bool inRoot, string message)
    {
        var state = GameStore.Table.InitialState;
        var position = 0;
        var entries = Entries(GameStore.Table, new Incremented(1), new Failed(inRoot), new Incremented(1));
        var failure = Assert.Throws<InvalidOperationException>(() => GameStore.Table.Replay(entries, ref position, ref state, Context()));
        Assert.Equal(message, failure.Message);
        Assert.Equal(1, position);
        Assert.Equal(["+1"], state.Log.Lines);

        position++;
        GameStore.Table.Replay(entries, ref position, ref state, Context());
        Assert.Equal(3, position);
        Assert.Equal(["+1", "+1"], state.Log.Lines);
    }

    [Fact]
    public void Entries_without_a_kind_change_nothing()
    {
        var state = TallyStore.Table.InitialState;
        var position = 0;
        TallyStore.Table.Replay([new LogEntry(null, LogEntry.NoKind, 1, 1, 0, 0)], ref position, ref state, Context());
        Assert.Equal(1, position);
        Assert.Same(Tally.Initial, state);
    }

    [Fact]
    public void The_table_writes_and_reads_by_kind()
    {
        var table = GameStore.Table;
        foreach (object action in new object[] { new Incremented(7), new Rolled(6), new Renamed("x") })
        {
            var kind = KindOf(table, action);
            var writer = new Scuttlegen.Wire.CborWriter(new byte[table.GetMaxSize(kind, action)]);
            table.Write(kind, action, ref writer);
            var reader = new Scuttlegen.Wire.CborReader(writer.Written);
            Assert.Equal(action, table.Read(kind, ref reader));
            Assert.True(reader.IsAtEnd);
            Assert.True(table.RoundTripsExactly(kind));
        }

        Assert.Throws<ArgumentOutOfRangeException>(() => table.GetMaxSize(99, new Incremented(1)));
    }

    [Fact]
    public void Code_versions_are_those_of_the_assemblies_that_decide_the_state() =>
        Assert.Equal([typeof(Game).Module.ModuleVersionId], GameStore.Table.CodeVersions);

    private static (TState State, int Position) Run<TState>(ReplayTable<TState> table, params object[] actions)
    {
        var state = table.InitialState;
        var position = 0;
        table.Replay(Entries(table, actions), ref position, ref state, Context());
        return (state, position);
    }

    private static LogEntry[] Entries<TState>(ReplayTable<TState> table, params object[] actions) =>
        [.. actions.Select((action, i) => new LogEntry(action, KindOf(table, action), (ulong)i + 1, (ulong)i + 1, 0, 0))];

    private static int KindOf<TState>(ReplayTable<TState> table, object action) =>
        table.Kinds.IndexOf(action is Renamed ? "renamed" : action.GetType().Name);

    private static ReplayContext Context() => new(default, Sources);

    private static SourceTable CreateSources()
    {
        var sources = new SourceTable();
        sources.GetOrAdd(new Source(new PeerId(new byte[PeerId.Size]), 7));
        return sources;
    }
}
