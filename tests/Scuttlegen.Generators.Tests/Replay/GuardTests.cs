using Scuttlegen.Generators.Tests.Fixtures;
using Scuttlegen.Runtime;
using Scuttlegen.Tests;

namespace Scuttlegen.Generators.Tests.Replay;

/// <summary>Guards (R6): judged on the state before the update, at its place in the order, again after each rewind.</summary>
public sealed class GuardTests
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData(5, 2)]
    [InlineData(1, 1)]
    public void Where_a_guard_says_no_neither_slices_nor_root_change(int least, int expectedFlour)
    {
        // The guard wants that much grain, of which there are 3; the reducers would change sack and paint.
        var before = Mill.Initial with { Sack = new(least == 5 ? 2 : 4, []), Paint = Color.Green };
        var state = Fold(before, new Sifted(least));
        Assert.Equal(expectedFlour, state.Sack.Flour);
        if (least == 5) Assert.Same(before, state);
    }

    [Fact]
    public void All_guards_see_the_state_before_the_update_and_must_hold()
    {
        // Both guards of Stamped hold with this flour, one of them no more with the other.
        Assert.Equal(1, Fold(Mill.Initial with { Sack = new(3, []) }, new Stamped(1)).Reversals);
        Assert.Equal(0, Fold(Mill.Initial with { Sack = new(1, []) }, new Stamped(1)).Reversals);
    }

    [Fact]
    public void A_guard_that_throws_leaves_the_entry_and_the_state_before_it()
    {
        var state = Mill.Initial with { Grain = 6 };
        var position = 0;
        Assert.Throws<InvalidOperationException>(() => MillStore.Table.Replay(Entries(new Sifted(0)), ref position, ref state, Context()));
        Assert.Equal((0, 6, 0), (position, state.Grain, state.Sack.Flour));
    }

    /// <summary>Two peers take the last seat while apart. Both keep what they did; after they meet, one of them counts, the same everywhere.</summary>
    [Fact]
    public async Task A_guard_is_judged_again_after_a_rewind()
    {
        var network = new InMemoryNetwork();
        var connection = network.Connect();
        await using var one = await SeatStore.OpenAsync(o => o.AllowUnsigned().UseTransport(connection), Cancel);
        await using var two = await SeatStore.OpenAsync(o => o.AllowUnsigned().UseTransport(network.Connect()), Cancel);
        connection.Disconnect();
        await one.DispatchAsync(new Seated("one"), Cancel);
        await two.DispatchAsync(new Seated("two"), Cancel);
        Assert.Equal(("one", "two"), (one.State.Taken, two.State.Taken));
        connection.Reconnect();
        await Eventually.Holds(() => one.History.Count == 2 && two.History.Count == 2);
        Assert.Equal(one.State, two.State);
        var first = Assert.IsType<Seated>(one.History.First().Action);
        Assert.Equal(new Seats(first.Name, 1), one.State);
    }

    [Fact]
    public async Task A_guard_that_throws_is_told_of_as_a_reducer_that_throws()
    {
        await using var store = await SeatStore.OpenAsync(cancellationToken: Cancel);
        var told = new TaskCompletionSource<ReducerThrew>();
        using var subscription = store.SubscribeToEvents(happened =>
        {
            if (happened is ReducerThrew threw) told.TrySetResult(threw);
        });
        var stamp = store.Dispatch(new Seated(""));
        Assert.Equal(Seats.Initial, store.State);
        Assert.Equal((stamp, "Seated"), ((await told.Task.WaitAsync(Cancel)).Stamp, (await told.Task).Kind));
    }

    private static Mill Fold(Mill state, params object[] actions)
    {
        var position = 0;
        MillStore.Table.Replay(Entries(actions), ref position, ref state, Context());
        return state;
    }

    private static LogEntry[] Entries(params object[] actions) =>
        [.. actions.Select((action, i) => new LogEntry(action, MillStore.Table.Kinds.IndexOf(action.GetType().Name), (ulong)i + 1, (ulong)i + 1, 0, 0))];

    private static ReplayContext Context()
    {
        var sources = new SourceTable();
        sources.GetOrAdd(new Source(new PeerId(new byte[PeerId.Size]), 7));
        return new(default, sources);
    }
}
